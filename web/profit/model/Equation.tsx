import type { Activity, Term, TermException } from '@clientele/engine';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { paths } from '../../links.ts';
import { amountText, countText } from '../../ui/number-text.ts';
import classes from './Model.module.css';
import { isMinutes, paidText, unitText } from './model-words.ts';

const EXCEPTIONS_NAMED = 3;

interface EquationProps {
  activity: Activity;
  /** Money that a minute costs on average; undefined where that is not known. */
  rate: number | undefined;
  currency: string;
  isTried: (term: number) => boolean;
  change: (term: number, minutes: string) => void;
}

/** A time equation as a sentence whose numbers can be turned: "4 min per order + 0.5 min per line". */
export function Equation({ activity, rate, currency, isTried, change }: EquationProps) {
  const { minutes, money } = activity;
  if (money)
    return (
      <span className={classes.each}>The money paid for {money.map(paidText).join(' and ')}, as it is</span>
    );
  return (
    <span className={classes.equation}>
      {(minutes ?? []).map((term, index) => (
        <TermField
          // biome-ignore lint/suspicious/noArrayIndexKey: a term is known by its place in the equation
          key={index}
          term={term}
          name={activity.name}
          joined={index > 0}
          rate={rate}
          currency={currency}
          isTried={isTried(index)}
          change={text => change(index, text)}
        />
      ))}
    </span>
  );
}

interface TermFieldProps {
  term: Term;
  name: string;
  joined: boolean;
  rate: number | undefined;
  currency: string;
  isTried: boolean;
  change: (minutes: string) => void;
}

function TermField({ term, name, joined, rate, currency, isTried, change }: TermFieldProps) {
  const unit = unitText(term);
  const label = `${name}: minutes per ${unit}`;
  const id = useId();
  const [stated] = useState(Number(term.minutes));
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && !isMinutes(typed);
  const most = Math.max(stated * 3, Number(term.minutes)) || 10;
  return (
    <span className={classes.term} data-tried={isTried || undefined}>
      {joined && <span aria-hidden="true">+</span>}
      <input
        className={classes.minutes}
        aria-label={label}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? id : undefined}
        inputMode="decimal"
        value={typed ?? term.minutes}
        onChange={({ target }) => {
          setTyped(target.value);
          if (isMinutes(target.value)) change(target.value.trim());
        }}
        onBlur={() => setTyped(undefined)}
      />
      min per {unit}
      <input
        className={classes.slider}
        type="range"
        aria-label={`${label}, slider`}
        min={0}
        max={most}
        step={stepOf(most)}
        value={Number(term.minutes)}
        onChange={({ target }) => change(target.value)}
      />
      {rate !== undefined && (
        <span className={classes.each}>
          {amountText(String(rate * Number(term.minutes)), 2)} {currency}
        </span>
      )}
      {term.exceptions && <ExceptionsMade unit={unit} exceptions={term.exceptions} />}
      {wrong && (
        <span id={id} className={classes.gap}>
          Minutes of zero or more, such as 0.7
        </span>
      )}
    </span>
  );
}

/** Whom the term takes other minutes: named while they are few, and all of them in the activity's dialog. */
function ExceptionsMade({ unit, exceptions }: { unit: string; exceptions: readonly TermException[] }) {
  const shown = exceptions.slice(0, EXCEPTIONS_NAMED);
  const others = exceptions.length - shown.length;
  return (
    <ul className={classes.exceptions} aria-label={`Other minutes per ${unit}`}>
      {shown.map(({ customer, minutes, reason }) => (
        <li key={customer}>
          {minutes} min for{' '}
          <Link to={paths.customer} params={{ id: customer }}>
            {customer}
          </Link>
          : {reason}
        </li>
      ))}
      {others > 0 && <li>and {others === 1 ? 'one more' : `${countText(others)} more`}</li>}
    </ul>
  );
}

/** A hundred steps or so, of 1, 0.1 or 0.01. */
function stepOf(most: number): number {
  return 10 ** Math.floor(Math.log10(most / 50));
}
