import { type RoleName, rightsOf } from '@clientele/engine';
import { sql } from 'kysely';
import { localIdentity } from '../server/people/identity.ts';
import { OWN_SCOPE } from '../server/stores.ts';
import type { benchHouse } from './house.ts';

type Bench = Awaited<ReturnType<typeof benchHouse>>;

/** Raises a wall around so many rivals; answers how somebody asks who stands on no side of it and sees none of them. */
export async function askBehindWall({ house }: Pick<Bench, 'house'>, rivals: number): Promise<Bench['ask']> {
  const personId = await house.stores.database.within(OWN_SCOPE, async store => {
    await sql`INSERT INTO conflict_class (public_id, name, made_by) VALUES ('cls_bench', 'Rivals', 'bench')`.execute(
      store,
    );
    await sql`INSERT INTO conflict_member (class_id, customer_id, first_day, made_by)
      SELECT k.id, c.id, '2020-01-01', 'bench' FROM conflict_class k
      CROSS JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM customer) c
      WHERE k.public_id = 'cls_bench' AND c.n % 1000 = 7 AND c.n < 1000 * ${rivals}`.execute(store);
    const { rows } = await sql<{ id: number }>`INSERT INTO person (public_id, name, roles, made_by)
      VALUES ('per_bench', 'Somebody', ARRAY['controller'], 'bench') RETURNING id`.execute(store);
    return rows[0]?.id as number;
  });
  const rights = rightsOf(['controller' as RoleName]);
  const somebody = house.as({ ...localIdentity('test'), personId, rights });
  return async (path, init) => {
    const answer = await somebody.fetch(new Request(`http://localhost/api${path}`, init));
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
}
