import { parseDay, RELATIONSHIP_PHASES } from '@clientele/engine';
import type { ValueInputKind } from '../../contract/value-of-customer.ts';
import { Refusal } from '../errors.ts';
import type { InputFields } from './input-store.ts';

interface Field {
  readonly name: string;
  /** What it takes, as a sentence that can follow "Write". */
  readonly mend: string;
  readonly takes: (value: string | number) => boolean;
  readonly needed?: true;
}

const isNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (value: string | number) =>
    typeof value === 'number' && value >= least && value <= most;
const isText = (value: string | number) => typeof value === 'string' && value.trim() !== '';
const isDay = (value: string | number) => typeof value === 'string' && parseDay(value) === value;
const share = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  mend: 'a share from 0 to 1',
  takes: isNumber(0, 1),
  ...more,
});
const money = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  mend: 'an amount of money, 0 or more',
  takes: isNumber(0),
  ...more,
});
const words = (name: string, mend: string, more: Partial<Field> = {}): Field => ({
  name,
  mend,
  takes: isText,
  ...more,
});
const day = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  mend: 'a day as YYYY-MM-DD',
  takes: isDay,
  ...more,
});
const months = (name: string): Field => ({ name, mend: 'months, 0 to 600', takes: isNumber(0, 600) });
const needed = { needed: true } as const;

/** What each kind of input takes. */
const FIELDS: Readonly<Record<ValueInputKind, readonly Field[]>> = {
  replacement: [
    { ...share('winRate'), mend: 'a share above 0, up to 1', takes: isNumber(1e-6, 1) },
    money('costPerTry'),
    months('monthsToWin'),
    months('rampUpMonths'),
    { name: 'accountsNeeded', mend: 'accounts, 1 or more', takes: isNumber(1) },
    { name: 'triesAtOnce', mend: 'tries, 1 or more', takes: isNumber(1) },
  ],
  potential: [
    money('value'),
    words('valueSource', 'where the potential value comes from'),
    money('cost'),
    words('costSource', 'where the potential cost comes from'),
  ],
  visibility: [
    { name: 'score', mend: 'points from 0 to 5', takes: isNumber(0, 5) },
    money('amount'),
    words('reason', 'why it is worth that', needed),
    words('owner', 'who stands by it', needed),
    day('expires', needed),
  ],
  referral: [
    words('referrer', 'the number of the customer who referred it', needed),
    share('share', needed),
    day('from', needed),
    day('expires'),
    words('reason', 'how it is known', needed),
    day('thanksSent'),
    words('thanksHow', 'how thanks were sent'),
  ],
  contract: [
    day('first', needed),
    {
      name: 'everyMonths',
      mend: 'whole months, 1 to 120',
      takes: value => isNumber(1, 120)(value) && Number.isInteger(value),
      needed: true,
    },
    money('amount', needed),
    day('last'),
    words('source', 'where it is agreed', needed),
  ],
  spend: [
    {
      name: 'phase',
      mend: RELATIONSHIP_PHASES.join(', '),
      takes: value => RELATIONSHIP_PHASES.some(phase => phase === value),
      needed: true,
    },
    day('day', needed),
    money('amount', needed),
    words('note', 'what it was spent on'),
  ],
};

/**
 * The fields of an input as they are kept: only those of its kind, with texts trimmed. Refuses with every field that cannot be,
 * and how to mend it.
 */
export function checkedFields(kind: ValueInputKind, given: InputFields): InputFields {
  const fields = FIELDS[kind];
  const valued = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  );
  const problems = [
    ...Object.keys(valued)
      .filter(name => !fields.some(field => field.name === name))
      .map(name =>
        problem(name, `A ${kind} has no such field`, `Leave it out: there are ${namesOf(fields)}.`),
      ),
    ...fields.flatMap(field => {
      const value = valued[field.name] ?? '';
      if (value === '')
        return field.needed ? [problem(field.name, 'It is missing', `Write ${field.mend}.`)] : [];
      return field.takes(value) ? [] : [problem(field.name, `"${value}" cannot be`, `Write ${field.mend}.`)];
    }),
    ...together(kind, valued),
  ];
  if (problems.length > 0)
    throw new Refusal(
      'not-asked-right',
      `${problems[0]?.where}: ${problems[0]?.what}. ${problems[0]?.mend}`,
      problems,
    );
  return Object.fromEntries(fields.map(({ name }) => [name, emptyAsNull(valued[name])]));
}

function emptyAsNull(value: string | number | null | undefined): string | number | null {
  return value === undefined || value === '' ? null : value;
}

/** What one field asks of another. */
function together(kind: ValueInputKind, fields: InputFields) {
  const has = (name: string) => (fields[name] ?? '') !== '';
  if (kind === 'potential') {
    if (!has('value') && !has('cost'))
      return [
        problem('value', 'Neither a value nor a cost is stated', 'Write one of them, with its source.'),
      ];
    return (['value', 'cost'] as const).flatMap(name =>
      has(name) && !has(`${name}Source`)
        ? [
            problem(
              `${name}Source`,
              'A potential without a source cannot be judged',
              'Write where it comes from.',
            ),
          ]
        : [],
    );
  }
  if (kind === 'contract' && has('last') && String(fields.last) < String(fields.first))
    return [problem('last', 'It ends before it begins', 'Write a day after the first.')];
  if (kind === 'referral' && has('thanksHow') && !has('thanksSent'))
    return [problem('thanksSent', 'It is not stated when thanks were sent', 'Write a day as YYYY-MM-DD.')];
  if (kind === 'visibility' && has('score') === has('amount'))
    return [problem('score', 'Either points or an amount', 'Write one of them and leave the other empty.')];
  return [];
}

function problem(where: string, what: string, mend: string) {
  return { where, what, mend };
}

function namesOf(fields: readonly Field[]): string {
  return fields.map(({ name }) => name).join(', ');
}
