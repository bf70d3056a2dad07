import {
  type Contract,
  contractState,
  type Day,
  type RenewalAhead,
  type Retention,
  renewalsAhead,
  renewalsValue,
  retentionOf,
  retentionRange,
  retentionRate,
} from '@clientele/engine';
import { moneyText } from './forecast-row.ts';
import type { KeptInput } from './input-store.ts';
import { numberOf, textOf } from './stated-worth.ts';

interface ContractTerms {
  readonly until: Day;
  readonly months: number;
  readonly rate: number;
  readonly currency: string;
}

interface StatedContract {
  readonly input: KeptInput;
  readonly contract: Contract;
  readonly amount: number;
}

/**
 * The contracts stated of a customer, with their renewals to come. How likely these are is told by all contracts of the same length
 * that whoever asks may see.
 */
export function contractsOf(all: readonly KeptInput[], customer: number, terms: ContractTerms) {
  const stated = all.flatMap(statedContract);
  return stated
    .filter(({ input }) => input.customer === customer)
    .map(one => {
      const alike = stated.filter(({ contract }) => contract.everyMonths === one.contract.everyMonths);
      return contractAnswer(
        one,
        retentionOf(
          alike.map(({ contract }) => contract),
          terms.until,
        ),
        terms,
      );
    });
}

function statedContract(input: KeptInput): StatedContract[] {
  const [first, everyMonths, amount] = [
    textOf(input, 'first'),
    numberOf(input, 'everyMonths'),
    numberOf(input, 'amount'),
  ];
  if (input.kind !== 'contract' || first === undefined || everyMonths === undefined || amount === undefined)
    return [];
  return [{ input, amount, contract: { first, everyMonths, last: textOf(input, 'last') } }];
}

function contractAnswer(stated: StatedContract, retention: Retention, terms: ContractTerms) {
  const { input, contract, amount } = stated;
  const { renewals, ended, next } = contractState(contract, terms.until);
  const aheadBy = (by: Parameters<typeof renewalsAhead>[1]['retention']) =>
    renewalsAhead(contract, { asOf: terms.until, months: terms.months, retention: by });
  const rates = ended ? undefined : ratesOf(retention);
  const mid = rates && aheadBy(t => rates(t).mid);
  // Of the renewal that comes next, also where it lies beyond the horizon.
  const soon = rates && next !== undefined ? rates(renewals + 1) : undefined;
  const figures = (ahead: readonly RenewalAhead[] | undefined) =>
    ahead && {
      expected: ahead.reduce((sum, one) => sum + one.probability, 0),
      value: moneyText(renewalsValue(ahead, { amount, annualRate: terms.rate })),
    };
  const [low, high] = rates ? [aheadBy(t => rates(t).low), aheadBy(t => rates(t).high)] : [];
  return {
    id: input.id,
    first: contract.first,
    everyMonths: contract.everyMonths,
    amount: moneyText(amount),
    last: contract.last ?? null,
    source: textOf(input, 'source') ?? '',
    renewals,
    ended,
    next: next ?? null,
    contracts: retention.contracts,
    by: retention.by,
    reason: reasonOf(retention, contract),
    probability: soon?.mid ?? null,
    probabilityRange: soon ? { low: soon.low, high: soon.high } : null,
    renewalsExpected: figures(mid)?.expected ?? null,
    value: figures(mid)?.value ?? null,
    valueRange: low && high ? { low: figures(low)?.value ?? '', high: figures(high)?.value ?? '' } : null,
    steps: mid
      ? stepsOf(mid, { stated, retention, terms, renewals, probability: soon?.mid }).map(one => ({
          ...one,
          figure: null,
        }))
      : [],
  };
}

interface Rates {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** Retention at the t-th renewal as far as contracts of the same length tell it; undefined where none has come to one. */
function ratesOf(retention: Retention): ((renewal: number) => Rates) | undefined {
  if (retention.by === 'nothing') return undefined;
  if (retention.by === 'rate so far') {
    const { low, rate: mid, high } = retention;
    return () => ({ low, mid, high });
  }
  const { fit } = retention;
  return renewal => {
    const mid = retentionRate(fit.model, renewal) as number;
    return { mid, ...(retentionRange(fit, renewal) ?? { low: mid, high: mid }) };
  };
}

function reasonOf(retention: Retention, { everyMonths }: Contract): string {
  const { contracts } = retention;
  const of = `${contracts} ${contracts === 1 ? 'contract' : 'contracts'} renewed every ${everyMonths === 1 ? 'month' : `${everyMonths} months`}`;
  if (retention.by === 'sBG') return `sBG, fitted over ${of} that were stated.`;
  if (retention.by === 'nothing') return retention.reason;
  const { renewed, due, reason } = retention;
  return `The rate so far of ${of}: ${renewed} of ${due} renewals that were due were made. ${reason}`;
}

/** How value comes about, with formula and numbers. */
function stepsOf(
  ahead: readonly RenewalAhead[],
  given: {
    readonly stated: StatedContract;
    readonly retention: Retention;
    readonly terms: ContractTerms;
    readonly renewals: number;
    readonly probability: number | undefined;
  },
) {
  const { stated, retention, terms, renewals, probability } = given;
  const { months, rate, currency } = terms;
  const expected = ahead.map(one => one.probability);
  const shown = expected.map(figure).join(' + ') || '0';
  const value = renewalsValue(ahead, { amount: stated.amount, annualRate: rate });
  const [alpha, beta] = retention.by === 'sBG' ? [retention.fit.model.alpha, retention.fit.model.beta] : [];
  return [
    {
      name: 'Probability of the next renewal',
      formula:
        alpha === undefined
          ? 'Renewals made ÷ renewals due'
          : '(β + n − 1) ÷ (α + β + n − 1), at the n-th renewal',
      worked:
        alpha !== undefined
          ? `α ${figure(alpha)}, β ${figure(beta as number)}, n ${renewals + 1}`
          : retention.by === 'rate so far'
            ? `${retention.renewed} ÷ ${retention.due}`
            : null,
      value: probability ?? null,
      unit: 'share',
    },
    {
      name: 'Renewals expected',
      formula: `Sum over the renewals within ${months} months of the probability that it and all before it are made`,
      worked: shown,
      value: expected.reduce((sum, one) => sum + one, 0),
      unit: 'renewals',
    },
    {
      name: 'Value of the renewals',
      formula: 'Sum of probability × net cash of a period ÷ (1 + yearly rate)^(months until then ÷ 12)',
      worked: `${figure(stated.amount)} a period, yearly rate ${figure(rate * 100)} %, in ${ahead.map(one => figure(one.months)).join(', ') || 'no'} months`,
      value,
      unit: currency,
    },
  ];
}

function figure(value: number): string {
  const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 };
  return value.toLocaleString('en', digits).replace('-', '−');
}
