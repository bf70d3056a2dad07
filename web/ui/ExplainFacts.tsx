import type { ReactNode } from 'react';
import classes from './Explain.module.css';
import type { Explained, ExplainedFact } from './Explain.tsx';
import { countText, isNegative } from './number-text.ts';
import { valueText } from './value-text.ts';

interface ExplainFactsProps {
  explained: Explained;
  open: (figure: string) => void;
  sourceLink: (fact: ExplainedFact, text: string) => ReactNode;
}

/** The facts behind a figure, each with the file and row it came from, and those that come after them. */
export function ExplainFacts({ explained, open, sourceLink }: ExplainFactsProps) {
  const { facts, factsRest } = explained;
  if (facts.length === 0) return null;
  return (
    <>
      <h3 className={classes.subhead}>{headText(explained)}</h3>
      <ul className={classes.facts}>
        {facts.map(fact => (
          <li key={`${fact.batch} ${fact.row} ${fact.text}`} className={classes.fact}>
            <span className={classes.factText}>{fact.text}</span>
            <span className={classes.inputValue} data-loss={isNegative(fact.value) || undefined}>
              {valueText(fact.value, fact.unit)}
            </span>
            <span className={classes.source}>
              {fact.day && `${fact.day} · `}
              {sourceLink(fact, `${fact.file}, row ${countText(fact.row)}`)}
            </span>
          </li>
        ))}
        {factsRest && (
          <li>
            <button
              type="button"
              className={`${classes.input} ${classes.opens}`}
              onClick={() => open(factsRest.figure)}
            >
              <span className={classes.inputLabel}>The other {countText(factsRest.count)} facts</span>
              <span className={classes.inputValue} data-loss={isNegative(factsRest.value) || undefined}>
                {factsRest.value !== null && valueText(factsRest.value, factsRest.unit)}
              </span>
              <span aria-hidden="true" className={classes.chevron}>
                ›
              </span>
            </button>
          </li>
        )}
      </ul>
    </>
  );
}

function headText({ facts, factsFrom, factsTotal }: Explained): string {
  const all = countText(factsTotal);
  if (factsTotal === facts.length) return `Facts, ${all} in all`;
  if (factsFrom === 0) return `Facts, the first ${facts.length} of ${all}`;
  return `Facts, ${countText(factsFrom + 1)} to ${countText(factsFrom + facts.length)} of ${all}`;
}
