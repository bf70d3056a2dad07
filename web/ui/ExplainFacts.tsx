import classes from './Explain.module.css';
import type { Explained } from './Explain.tsx';
import { countText } from './number-text.ts';
import { valueText } from './value-text.ts';

interface ExplainFactsProps {
  explained: Explained;
  batchHref: ((batch: string, row: number) => string) | undefined;
}

/** The facts behind a figure, each with the file and row it came from. */
export function ExplainFacts({ explained, batchHref }: ExplainFactsProps) {
  const { facts, factsTotal } = explained;
  if (facts.length === 0) return null;
  return (
    <>
      <h3 className={classes.subhead}>
        {factsTotal > facts.length
          ? `Facts, the ${facts.length} largest of ${countText(factsTotal)}`
          : `Facts, ${countText(factsTotal)} in all`}
      </h3>
      <ul className={classes.facts}>
        {facts.map(fact => (
          <li key={`${fact.batch} ${fact.row} ${fact.text}`} className={classes.fact}>
            <span className={classes.factText}>{fact.text}</span>
            <span className={classes.inputValue} data-loss={fact.value.startsWith('-') || undefined}>
              {valueText(fact.value, fact.unit)}
            </span>
            <span className={classes.source}>
              {fact.day}
              {' · '}
              {batchHref ? <a href={batchHref(fact.batch, fact.row)}>{fact.file}</a> : fact.file}
              {`, row ${fact.row}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
