import type { ReactNode } from 'react';
import classes from './Explain.module.css';
import { ExplainFacts } from './ExplainFacts.tsx';
import { isNegative } from './number-text.ts';
import { periodText } from './period-choices.ts';
import { SidePanel } from './SidePanel.tsx';
import { valueText } from './value-text.ts';

/** How a figure came about, as the server tells it. */
export interface Explained {
  readonly figure: string;
  readonly title: string;
  readonly value: string;
  readonly unit: string;
  readonly period: string;
  readonly formula: string;
  readonly caution: string | null;
  readonly grade: string;
  readonly gradeReason: string;
  readonly inputs: readonly {
    readonly label: string;
    readonly value: string;
    readonly unit: string;
    readonly figure: string | null;
    readonly note: string | null;
    /** How it enters a sum; null for a factor, or for what stands there to compare with. */
    readonly sign: '+' | '-' | null;
  }[];
  readonly factsTotal: number;
  readonly factsFrom: number;
  readonly factsRest: {
    readonly count: number;
    readonly value: string | null;
    readonly unit: string;
    readonly figure: string;
  } | null;
  readonly facts: readonly ExplainedFact[];
  readonly asOf: string | null;
}

export interface ExplainedFact {
  readonly text: string;
  readonly value: string;
  readonly unit: string;
  readonly day: string;
  readonly file: string;
  readonly row: number;
  readonly batch: string;
}

interface ExplainProps {
  /** Undefined while it is being read. */
  explained: Explained | undefined;
  /** Figures opened on the way here, the oldest first; the last one is shown. */
  trail: readonly { figure: string; title: string }[];
  open: (figure: string) => void;
  /** Back to a step of the trail. */
  back: (step: number) => void;
  close: () => void;
  /** In place of the content: a problem or a skeleton. */
  instead?: ReactNode;
  /** Leads from file and row of a fact to the import that brought it. */
  sourceLink: (fact: ExplainedFact, text: string) => ReactNode;
}

/** How the last figure of the trail came about, at the side of the page. */
export function Explain({ explained, trail, open, back, close, instead, sourceLink }: ExplainProps) {
  return (
    <SidePanel
      label="Explain"
      shown={trail.at(-1)?.figure}
      closes="Close the explanation"
      close={close}
      head={
        <nav aria-label="Trail" className={classes.trail}>
          {trail.slice(0, -1).map((step, index) => (
            <span key={step.figure}>
              <button type="button" className={classes.step} onClick={() => back(index)}>
                {step.title}
              </button>
              <span aria-hidden="true"> › </span>
            </span>
          ))}
        </nav>
      }
    >
      {instead ?? (explained && <Content explained={explained} open={open} sourceLink={sourceLink} />)}
    </SidePanel>
  );
}

function Content({
  explained,
  open,
  sourceLink,
}: {
  explained: Explained;
} & Pick<ExplainProps, 'open' | 'sourceLink'>) {
  const { inputs } = explained;
  const summed = inputs.filter(({ sign }) => sign !== null);
  const beside = inputs.filter(({ sign }) => sign === null);
  return (
    <>
      <h2 className={classes.title}>{explained.title}</h2>
      <p className={classes.value}>{valueText(explained.value, explained.unit)}</p>
      <p className={classes.period}>
        {periodText(explained.period)}
        {explained.asOf && `, facts up to ${explained.asOf}`}
      </p>
      <p className={classes.formula}>{explained.formula}</p>
      <p className={classes.grade}>
        <b>Grade {explained.grade}.</b> {explained.gradeReason}
      </p>
      {explained.caution && <p className={classes.caution}>{explained.caution}</p>}
      <Inputs title={summed.length > 0 ? 'Adds up from' : 'Comes from'} open={open}>
        {summed.length > 0 ? summed : beside}
      </Inputs>
      <Inputs title="To compare with" open={open}>
        {summed.length > 0 ? beside : []}
      </Inputs>
      <ExplainFacts explained={explained} open={open} sourceLink={sourceLink} />
    </>
  );
}

type ExplainedInput = Explained['inputs'][number];

interface InputsProps {
  title: string;
  open: (figure: string) => void;
  children: readonly ExplainedInput[];
}

function Inputs({ title, open, children }: InputsProps) {
  if (children.length === 0) return null;
  return (
    <>
      <h3 className={classes.subhead}>{title}</h3>
      <ul className={classes.inputs}>
        {children.map(input => (
          <Input key={`${input.figure} ${input.label}`} input={input} open={open} />
        ))}
      </ul>
    </>
  );
}

/** What is subtracted carries its minus apart from the amount, so that the amount reads as where it opens. */
function Input({ input, open }: { input: ExplainedInput; open: (figure: string) => void }) {
  const { figure } = input;
  const content = (
    <>
      <span className={classes.inputLabel}>
        {input.label}
        {input.note && <small className={classes.note}>{input.note}</small>}
      </span>
      <span className={classes.inputValue} data-loss={isNegative(input.value) || undefined}>
        {input.sign === '-' && <span className={classes.sign}>less </span>}
        {valueText(input.value, input.unit)}
      </span>
      <span aria-hidden="true" className={classes.chevron}>
        {figure ? '›' : ''}
      </span>
    </>
  );
  return (
    <li>
      {figure ? (
        <button type="button" className={`${classes.input} ${classes.opens}`} onClick={() => open(figure)}>
          {content}
        </button>
      ) : (
        <div className={classes.input}>{content}</div>
      )}
    </li>
  );
}
