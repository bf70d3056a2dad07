import { counted } from './amounts.ts';
import type { Answer } from './contract.ts';
import { plain, type Screen } from './screen.ts';
import { type Cell, printTable, spare, words } from './table.ts';

/** Classes and walled customers, then who is let in and who crosses, with the id that takes it back. */
export function printWalls(
  screen: Screen,
  { classes, walled, participants, codeNames, crossings, today }: Answer<'walls'>,
): void {
  if (classes.length + walled.length + participants.length === 0) {
    screen.line('No customer is walled: clientele walls rivals KEY KEY declares rivals.');
    return;
  }
  const codes = new Map(codeNames.map(({ customer, name }) => [customer.id, name]));
  const members = classes.flatMap(({ name, members: of }) => of.map(member => ({ ...member, why: name })));
  const others = walled.map(wall => ({ ...wall, why: wall.reason }));
  printTable(
    screen,
    [
      words('class or reason'),
      words('customer', 20),
      words('name'),
      words('from'),
      words('until'),
      words('code name'),
    ],
    [...members, ...others].map(({ why, customer, from, until }) => [
      ...[why, customer.sourceKey, customer.name, from, until ?? 'no last day'],
      codes.get(customer.id) ?? '',
    ]),
  );
  if (participants.length > 0) printParticipants(screen, participants);
  if (crossings.length > 0) printCrossings(screen, crossings, today);
}

function printParticipants(screen: Screen, participants: Answer<'walls'>['participants']): void {
  screen.line();
  printTable(
    screen,
    [
      ...[words('person', 32), words('customer', 32), words('role'), spare(2, words('purpose'))],
      ...[words('until'), words('state', 60), spare(1, words('id'))],
    ],
    participants.map(({ person, customer, role, purpose, until, state, sentence, id }): Cell[] => [
      ...[person.name, customer.name, role, purpose, until],
      state === 'grant' ? 'in' : { text: sentence, tone: 'yellow' },
      id,
    ]),
  );
}

function printCrossings(screen: Screen, crossings: Answer<'walls'>['crossings'], today: string): void {
  screen.line();
  printTable(
    screen,
    [
      ...[words('crosses', 32), words('in', 32), words('to the side of', 32), words('from')],
      ...[words('state'), spare(1, words('id'))],
    ],
    crossings.map(({ person, class: of, to, from, withdrawn, id }): Cell[] => [
      ...[person.name, of.name, to.name, from],
      withdrawn !== null ? 'withdrawn' : from <= today ? 'gone over' : 'cooling off',
      id,
    ]),
  );
}

/** Who would lose and gain sight of whom, before anything changes. */
export function printPreview(screen: Screen, { customers, changes, others }: Answer<'previewRivals'>): void {
  screen.line(screen.tone('bold', plain(`Rivals: ${namesOf(customers)}`)));
  const losers = changes.filter(({ loses }) => loses.length > 0).length;
  const untouched = others + changes.length - losers;
  screen.line(
    `${counted(losers, 'person loses', 'people lose')} sight of customers; ${counted(untouched, 'person is', 'people are')} not touched. It holds from the next request on.`,
  );
  if (changes.length > 0)
    printTable(
      screen,
      [words('person', 32), words('loses sight of', 80), words('gains sight of', 80)],
      changes.map(({ person, loses, gains }) => [person.name, namesOf(loses), namesOf(gains)]),
    );
}

export function printWho(screen: Screen, { customer, walled, people, closed }: Answer<'whoCanSee'>): void {
  const heading = `${screen.tone('bold', plain(customer.name))}   ${walled ? 'walled' : 'no wall'}`;
  screen.line(`${heading}   ${counted(people.length, 'person sees', 'people see')} it`);
  const rows = (seen: typeof people): string[][] =>
    seen.map(({ person, roles, sentence }) => [person.name, roles.join(', '), sentence]);
  if (people.length > 0)
    printTable(screen, [words('person', 32), words('roles'), words('why', 80)], rows(people));
  if (closed.length === 0) return;
  screen.line();
  printTable(screen, [words('let in, and kept out', 32), words('roles'), words('why not', 80)], rows(closed));
}

function namesOf(customers: readonly { readonly name: string }[]): string {
  return customers.map(({ name }) => name).join(', ');
}
