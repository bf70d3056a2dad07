import type { ValueInput, ValueInputKind } from '../../contract/value-of-customer.ts';
import { amountText, countText, shareText } from '../ui/number-text.ts';

interface InputField {
  readonly name: string;
  /** As it stands over the field, and small in a sentence. */
  readonly label: string;
  readonly as: 'share' | 'money' | 'number' | 'text' | 'day' | 'phase' | 'customer';
  readonly hint?: string;
  readonly needed?: true;
  /** The field that it is needed with: a number that cannot be judged without its source. */
  readonly neededWith?: string;
}

interface InputKind {
  readonly title: string;
  /** What it changes, and whether the one before gives way. */
  readonly note: string;
  readonly fields: readonly InputField[];
}

const needed = { needed: true } as const;

/** What can be stated of a customer, and what each takes. The server decides. */
export const INPUT_KINDS: Readonly<Record<ValueInputKind, InputKind>> = {
  replacement: {
    title: 'What replacing it takes',
    note: 'Gives months and money of a replacement. The one stated before gives way.',
    fields: [
      { name: 'winRate', label: 'Tries that are won', as: 'share', hint: 'Of a hundred such accounts' },
      { name: 'costPerTry', label: 'Cost of a try', as: 'money', hint: 'Whether won or lost' },
      {
        name: 'monthsToWin',
        label: 'Months to win one',
        as: 'number',
        hint: 'From the start to the first order',
      },
      {
        name: 'rampUpMonths',
        label: 'Months to full volume',
        as: 'number',
        hint: 'From the first order on',
      },
      {
        name: 'accountsNeeded',
        label: 'Accounts it takes',
        as: 'number',
        hint: 'Of the size that can be won',
      },
      { name: 'triesAtOnce', label: 'Tries at once', as: 'number', hint: 'That sales can pursue' },
    ],
  },
  potential: {
    title: 'Its potential',
    note: 'Over the horizon. Says in which quadrant it could stand; it is in no value. What is left empty stays as it is today. The one stated before gives way.',
    fields: [
      { name: 'value', label: 'Potential value', as: 'money' },
      {
        name: 'valueSource',
        label: 'Where the value comes from',
        as: 'text',
        hint: 'A visit, an offer; no value without it',
        neededWith: 'value',
      },
      { name: 'cost', label: 'Potential cost', as: 'money' },
      {
        name: 'costSource',
        label: 'Where the cost comes from',
        as: 'text',
        hint: 'A visit, an offer; no cost without it',
        neededWith: 'cost',
      },
    ],
  },
  visibility: {
    title: 'What naming it is worth',
    note: 'Changes its rank with visibility, and no value. The one stated before gives way.',
    fields: [
      { name: 'score', label: 'Points', as: 'number', hint: '0 to 5, or an amount instead' },
      { name: 'amount', label: 'Amount a year', as: 'money', hint: 'Instead of points' },
      { name: 'reason', label: 'Reason', as: 'text', ...needed },
      { name: 'owner', label: 'Who stands by it', as: 'text', ...needed },
      { name: 'expires', label: 'Counts until', as: 'day', ...needed },
    ],
  },
  referral: {
    title: 'Who referred it',
    note: 'Half of its value, by the share stated, moves to the referrer. Referrals add up; one by the same referrer gives way.',
    fields: [
      { name: 'referrer', label: 'Referrer', as: 'customer', ...needed },
      { name: 'share', label: 'Share of its value', as: 'share', ...needed },
      { name: 'from', label: 'From', as: 'day', ...needed },
      { name: 'expires', label: 'Until', as: 'day' },
      { name: 'reason', label: 'How it is known', as: 'text', ...needed },
      { name: 'thanksSent', label: 'Thanks sent', as: 'day', hint: 'Empty as long as none were' },
      { name: 'thanksHow', label: 'How thanks were sent', as: 'text', hint: 'A letter, a visit' },
    ],
  },
  contract: {
    title: 'Its contract',
    note: 'Gives renewals to come and what they bring, beside the value from purchases and not in it. One that began on the same day gives way.',
    fields: [
      { name: 'first', label: 'First day', as: 'day', ...needed },
      { name: 'everyMonths', label: 'Months between renewals', as: 'number', ...needed },
      {
        name: 'amount',
        label: 'Net cash of a period',
        as: 'money',
        hint: 'After all that it costs',
        ...needed,
      },
      { name: 'last', label: 'Last day', as: 'day', hint: 'Where it ended' },
      { name: 'source', label: 'Where it is agreed', as: 'text', ...needed },
    ],
  },
  spend: {
    title: 'Money spent on it',
    note: 'Sales visits, samples, tooling, account care. Entries add up.',
    fields: [
      { name: 'phase', label: 'To what end', as: 'phase', ...needed },
      { name: 'day', label: 'Day', as: 'day', ...needed },
      { name: 'amount', label: 'Amount', as: 'money', ...needed },
      { name: 'note', label: 'On what', as: 'text' },
    ],
  },
};

export const PHASE_WORDS: Readonly<Record<string, string>> = {
  acquire: 'To win it',
  build: 'To build it up',
  maintain: 'To keep it',
};

/** A field of any kind in words, as it stands in a sentence: `costPerTry` → "cost of a try". */
export function fieldWords(name: string): string {
  const fields = Object.values(INPUT_KINDS).flatMap(kind => kind.fields);
  return small(fields.find(field => field.name === name)?.label ?? OTHER_WORDS[name] ?? name);
}

function small(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** What quadrants and replacements ask for, and nobody states. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  yearlyProfit: 'Profit of a year',
  currentValue: 'Value today',
  currentCost: 'Cost today',
  potentialValue: 'Potential value',
  potentialCost: 'Potential cost',
  potentialValueSource: 'Where the potential value comes from',
  potentialCostSource: 'Where the potential cost comes from',
};

/** Whether something was typed, and all that it needs. */
export function isWhole(kind: ValueInputKind, typed: Readonly<Record<string, string>>): boolean {
  const has = (name: string | undefined) => name !== undefined && (typed[name] ?? '').trim() !== '';
  const { fields } = INPUT_KINDS[kind];
  return (
    fields.some(({ name }) => has(name)) &&
    fields.every(({ name, needed, neededWith }) => has(name) || !(needed || has(neededWith)))
  );
}

const PERCENT = 100;

/** What was typed as the server takes it: numbers as numbers, percent as shares, nothing for what is empty. */
export function fieldsToSend(
  kind: ValueInputKind,
  typed: Readonly<Record<string, string>>,
): Record<string, string | number> {
  const sent: Record<string, string | number> = {};
  for (const { name, as } of INPUT_KINDS[kind].fields) {
    const text = typed[name]?.trim() ?? '';
    if (text === '') continue;
    if (as === 'share') sent[name] = Number((Number(text) / PERCENT).toPrecision(12));
    else if (as === 'money' || as === 'number') sent[name] = Number(text);
    else sent[name] = text;
  }
  return sent;
}

/** What was stated in one line: "tries that are won 25 %, cost of a try 15,000 EUR". */
export function inputText({ kind, fields, referrer }: ValueInput, currency: string): string {
  return INPUT_KINDS[kind].fields
    .flatMap(({ name, as, label }) => {
      const value = fields[name];
      if (value === null || value === undefined || name === 'expires') return [];
      if (as === 'customer') return [`by ${referrer?.name ?? value}`];
      if (as === 'phase') return [PHASE_WORDS[value] ?? String(value)];
      if (as === 'text') return [String(value)];
      return [`${small(label)} ${written(value, as, currency)}`];
    })
    .join(', ');
}

function written(value: string | number, as: InputField['as'], currency: string): string {
  if (as === 'share') return shareText(Number(value), 1);
  if (as === 'money') return `${amountText(String(value))} ${currency}`;
  return as === 'day' ? String(value) : countText(Number(value));
}
