import type { WallFacts } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../server/database/open.ts';

interface Company {
  readonly people: readonly number[];
  readonly customers: readonly number[];
}

/** Puts facts of walls into the store in the place of all that is there; of what is stated twice the first stays. */
export async function keptFacts(store: Store, facts: WallFacts, company: Company): Promise<void> {
  const tables = { ...rowsOfCompany(company), ...rowsOfWalls(facts), ...rowsOfPeople(facts) };
  for (const table of Object.keys(tables).reverse())
    await sql`DELETE FROM ${sql.table(table)}`.execute(store);
  for (const [table, rows] of Object.entries(tables))
    await sql`INSERT INTO ${sql.table(table)} OVERRIDING SYSTEM VALUE
      SELECT * FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
      ON CONFLICT DO NOTHING`.execute(store);
}

const MADE = { made_at: '2020-01-01', made_by: 'test' };

function time(instant: number | undefined): string | null {
  return instant === undefined ? null : new Date(instant).toISOString();
}

function rowsOfCompany({ people, customers }: Company) {
  return {
    person: people.map(id => ({
      id,
      public_id: `per_${id}`,
      name: `Person ${id}`,
      roles: [],
      email_by_owner: false,
      ...MADE,
    })),
    customer: customers.map(id => ({
      ...{ id, public_id: `cus_${id}`, source_key: `K${id}`, known: true, custom: {} },
    })),
  };
}

function rowsOfWalls({ classes, walled, handling, trainingRequired, crossings }: WallFacts) {
  const ids = [...new Set([...classes.map(({ id }) => id), ...crossings.map(crossing => crossing.class)])];
  let row = 0;
  const spans = (of: WallFacts['walled']) =>
    of.map(({ customer, from, until }) => ({
      ...{ id: ++row, customer_id: customer, first_day: from, last_day: until ?? null, ...MADE },
    }));
  return {
    conflict_class: ids.map(id => ({ id, public_id: `cls_${id}`, name: `Class ${id}`, ...MADE })),
    conflict_member: classes.flatMap(({ id, members }) =>
      spans(members).map(span => ({ ...span, class_id: id })),
    ),
    customer_wall: spans(walled).map(span => ({ ...span, reason: 'contract' })),
    handling_rules: handling.flatMap(({ customer, version }) =>
      Array.from({ length: version }, (_, i) => ({
        ...{ customer_id: customer, version: i + 1, rules: 'As agreed', ...MADE },
      })),
    ),
    required_training: trainingRequired.map(({ customer, training }) => ({
      customer_id: customer,
      training,
    })),
  };
}

function rowsOfPeople(facts: WallFacts) {
  const { grants, reads, crossings, breakGlass, handling } = facts;
  // The store takes no attestation of rules that there are not, and no training that never held.
  const trainings = facts.trainings.filter(({ from, until }) => from <= until);
  const attestations = facts.attestations.filter(({ customer, version }) =>
    handling.some(rules => rules.customer === customer && 0 < version && version <= rules.version),
  );
  return {
    wall_grant: grants.map(({ id, person, customer, role, from, until, begins, withdrawn }) => ({
      ...{ id, public_id: `gra_${id}`, person_id: person, customer_id: customer, role, purpose: 'work' },
      ...{ first_day: from, last_day: until, begins: time(begins), withdrawn_at: time(withdrawn), ...MADE },
    })),
    attestation: attestations.map(({ person, customer, version, instant }) => ({
      ...{ person_id: person, customer_id: customer, version, made_at: time(instant) },
    })),
    training: trainings.map(({ person, training, from, until }, i) => ({
      ...{ id: i + 1, person_id: person, training, first_day: from, last_day: until, ...MADE },
    })),
    confidential_read: reads.map(({ person, customer, instant }) => ({
      ...{ person_id: person, customer_id: customer, first_at: time(instant) },
    })),
    wall_crossing: crossings.map(({ id, person, class: of, to, from, begins, approvedBy, withdrawn }) => ({
      ...{ id, public_id: `cro_${id}`, person_id: person, class_id: of, customer_id: to, reason: 'asked' },
      ...{ first_day: from, begins: time(begins), approved_by: approvedBy, withdrawn_at: time(withdrawn) },
      ...MADE,
    })),
    break_glass: breakGlass.map(({ id, person, customer, from, until, approvedBy, ended }) => ({
      ...{ id, public_id: `brk_${id}`, person_id: person, customer_id: customer, reason: 'need' },
      ...{ begins: time(from), ends: time(until), approved_by: approvedBy, ended_at: time(ended) },
      made_at: MADE.made_at,
    })),
  };
}

/** Row by row: the application's role may not empty a table at once. */
export async function withoutWalls(store: Store): Promise<void> {
  const tables = { ...rowsOfWalls(NO_FACTS), ...rowsOfPeople(NO_FACTS) };
  for (const table of [...Object.keys(tables).reverse(), 'code_name', 'team_member', 'team'])
    await sql`DELETE FROM ${sql.table(table)}`.execute(store);
}

const NO_FACTS: WallFacts = {
  ...{ classes: [], walled: [], grants: [], handling: [], attestations: [], trainingRequired: [] },
  ...{ trainings: [], reads: [], crossings: [], breakGlass: [] },
};
