import {
  type Access,
  accessTo,
  asInstallation,
  dayNumber,
  isOver,
  type Scope,
  seenOf,
} from '@clientele/engine';
import type { MyWalls } from '../../contract/wall-answers.ts';
import type { PresentWalls } from './sight.ts';
import { type NamedCustomer, type WallNames, wallNames, wallWords } from './wall-rows-store.ts';
import { accessText, NO_ROLE } from './wall-words.ts';
import { namedPerson, type WallStores } from './walls.ts';

const SOON_DAYS = 14;

/** What a person is let through, as that person is told of it; to who looks as another, as far as both may see it. */
export async function myWalls(stores: WallStores, scope: Scope): Promise<MyWalls> {
  const present = await stores.walls.present();
  const { index, facts, moment } = present;
  const steward = asInstallation(scope);
  const [names, words] = await stores.database.within(
    steward,
    async store => [await wallNames(steward, store), await wallWords(steward, store)] as const,
  );
  const me = scope.personId;
  const isTold = (customer: number) => scope.viewedAs === undefined || seenOf(scope, [customer]).length > 0;
  const mine = facts.grants.filter(
    ({ person, customer, withdrawn, until }) =>
      person === me && withdrawn === undefined && until >= moment.day && isTold(customer),
  );
  const customerOf = (id: number) => names.customers.get(id) as NamedCustomer;
  const open = facts.breakGlass.filter(
    ({ person, customer, from, until, ended }) =>
      (person === me || accessTo(index, me, customer, moment).rule === 'grant') &&
      from <= moment.instant &&
      moment.instant < until &&
      isTold(customer) &&
      !isOver(ended, moment.instant),
  );
  const unread = new Set<number>();
  for (const { customer } of mine) if (!(await stores.walls.reaches(me, customer))) unread.add(customer);
  return {
    walls: mine.map(({ customer, role, purpose, until }) => {
      const access = accessTo(index, me, customer, moment);
      const noRole = access.open && unread.has(customer);
      const rules = words.handling.find(({ customer_id }) => customer_id === customer);
      const unsigned = access.rule === 'not attested' && rules !== undefined;
      return {
        ...{ customer: customerOf(customer), role, purpose, until },
        ...{ state: noRole ? NO_ROLE.rule : access.rule },
        sentence: noRole ? NO_ROLE.mine : mySentence(access, names),
        toSign: unsigned ? { version: rules.version, rules: rules.rules } : null,
        trainingEnding: trainingEnding(present, me, customer),
      };
    }),
    breakGlass: open.map(({ id, person, customer, until }) => ({
      ...{ person: namedPerson(names, person), mine: person === me, customer: customerOf(customer) },
      ...{ reason: words.glass.get(id)?.reason ?? '', until: new Date(until).toISOString() },
    })),
  };
}

/** Of the training that a customer requires what a person has to pass again within two weeks. */
function trainingEnding({ facts, moment }: PresentWalls, person: number, customer: number) {
  return facts.trainingRequired
    .filter(one => one.customer === customer)
    .flatMap(({ training }) => {
      const passed = facts.trainings.filter(one => one.person === person && one.training === training);
      const until = passed
        .map(one => one.until)
        .sort()
        .at(-1);
      const left = until === undefined ? -1 : dayNumber(until) - dayNumber(moment.day);
      return until !== undefined && left >= 0 && left <= SOON_DAYS ? [{ training, until }] : [];
    });
}

/** Who stands on the other side is not told whose that is: it would name the rival. */
function mySentence(access: Access, names: WallNames): string {
  if (access.rule === 'other side') return 'Closed by a conflict; ask a steward';
  if (access.rule === 'not attested')
    return `You have not signed version ${access.version} of the handling rules`;
  return accessText(access, names);
}
