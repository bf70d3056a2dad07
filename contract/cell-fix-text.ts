import type { CellFixesAnswer } from './product-cells.ts';

/** How the reader writes numbers. */
export interface FixWords {
  /** An exact decimal with its currency. */
  readonly amount: (exact: string) => string;
  readonly count: (count: number) => string;
  readonly share: (share: number) => string;
  /** Minutes as hours. */
  readonly hours: (minutes: string) => string;
}

/** What could be done about a cell that loses money, a sentence or two each, with what it comes to. */
export interface FixText {
  readonly key: 'minimum' | 'surcharge' | 'substitute';
  readonly name: string;
  /** What it is worth in the period; undefined where it is not proposed. */
  readonly worth: string | undefined;
  /** Capacity is freed, and money comes in: not the same. */
  readonly kind: 'capacity' | 'money';
  readonly text: string;
}

export function fixTexts({ minimum, surcharge, substitute }: CellFixesAnswer, words: FixWords): FixText[] {
  return [
    {
      ...{ key: 'minimum', name: 'Minimum', kind: 'capacity' },
      worth: 'none' in minimum ? undefined : minimum.freed,
      text: 'none' in minimum ? NO_MINIMUM[minimum.none] : minimumText(minimum, words),
    },
    {
      ...{ key: 'surcharge', name: 'Surcharge', kind: 'money' },
      worth: 'none' in surcharge ? undefined : surcharge.gain,
      text: 'none' in surcharge ? NO_SURCHARGE : surchargeText(surcharge, words),
    },
    {
      ...{ key: 'substitute', name: 'Substitute', kind: 'money' },
      worth: 'none' in substitute ? undefined : substitute.gain,
      text: 'none' in substitute ? NO_SUBSTITUTE[substitute.none] : substituteText(substitute, words),
    },
  ];
}

type Proposed<Fix extends keyof CellFixesAnswer> = Exclude<CellFixesAnswer[Fix], { none: string }>;
type None<Fix extends keyof CellFixesAnswer> = Extract<CellFixesAnswer[Fix], { none: string }>['none'];

function minimumText(fix: Proposed<'minimum'>, { amount, count, hours }: FixWords): string {
  const instead =
    fix.linesInstead === 0
      ? 'their quantity fits onto the larger ones'
      : `their quantity makes ${count(fix.linesInstead)} of that size`;
  return [
    `No line below ${count(fix.quantity)} units, ${amount(fix.value)}: a line takes ${amount(fix.costOfLine)} of time whatever its size, and a unit leaves ${amount(fix.leftOfUnit)} for it after product cost and what goes with the quantity.`,
    `${count(fix.linesBelow)} lines were smaller; ${instead}.`,
    `That frees ${hours(fix.minutesFreed)} hours, ${amount(fix.freed)}: capacity, and money only once it is used otherwise or given up.`,
  ].join(' ');
}

const NO_MINIMUM: Readonly<Record<None<'minimum'>, string>> = {
  'below-cost': 'None helps: the price lies below product cost, so that each unit more loses more.',
  'nothing-left':
    'None helps: after product cost and what goes with the quantity, such as freight and returns, a unit leaves nothing for the time that lines take.',
  'no-line-cost': 'None helps: nothing of its cost follows the number of lines.',
  'too-little': 'None helps: all that was bought in the period is too little for a line that covers itself.',
  'no-sale': 'Nothing was sold in the period, so no line can be larger.',
};

function surchargeText({ perLine, lines, share }: Proposed<'surcharge'>, words: FixWords): string {
  const ofPrice = share === null ? '' : `, ${words.share(share)} of what is paid now`;
  const each = lines === 1 ? 'on its one line' : `on each of ${words.count(lines)} lines`;
  return `${words.amount(perLine)} more ${each}${ofPrice}, brings it to zero, if as much is bought at that price.`;
}

const NO_SURCHARGE = 'Nothing was sold in the period, so there is no line that could bring more.';

function substituteText({ product, share, shareNow, gain }: Proposed<'substitute'>, words: FixWords): string {
  const name = product.name === null ? product.key : `${product.name} (${product.key})`;
  return `${name}, of the same group, which the customer buys too: contribution is ${words.share(share)} of its price, of this one ${words.share(shareNow)}. The same revenue with it brings ${words.amount(gain)} more, at the same cost to serve.`;
}

const NO_SUBSTITUTE: Readonly<Record<None<'substitute'>, string>> = {
  'no-group':
    'None is proposed: the products file puts this product in no group, so nothing says what could take its place. Its column "group" would.',
  alone:
    'None is proposed: the customer buys nothing else of the group, so there is no price to reckon with.',
  'none-better':
    'None is proposed: nothing else of the group that the customer buys leaves more of its price.',
  'no-sale': 'None is proposed: there is no revenue that could go to another product.',
};
