import { Link } from '@tanstack/react-router';
import type { Findings } from '../../../contract/findings.ts';
import type { Duplicate } from '../../intake-search.ts';
import { paths } from '../../links.ts';
import { countText } from '../../ui/number-text.ts';
import { Section } from '../../ui/Section.tsx';
import { rowsText } from '../batch-text.ts';
import classes from './Check.module.css';

interface DuplicatesProps {
  duplicates: Findings['duplicates'];
  leave: readonly Duplicate[];
  change: (leave: Duplicate[]) => void;
}

const SAMPLES = 5;

/** Rows that say what another row says. They may be real, such as two alike deliveries on a day: so it is asked. */
export function Duplicates({ duplicates, leave, change }: DuplicatesProps) {
  const { repeated, existing } = duplicates;
  if (repeated.rows + existing.rows === 0) return null;
  const decide = (one: Duplicate) => (out: boolean) =>
    change(out ? [...leave, one] : leave.filter(other => other !== one));
  return (
    <Section title="Duplicates" note="rows in which every column is the same">
      <div className={classes.duplicates}>
        {repeated.rows > 0 && (
          <Decision
            name="repeated"
            ask={`${rowsText(repeated.rows)} of the file ${repeated.rows === 1 ? 'repeats' : 'repeat'} an earlier row`}
            rows={repeated.rows}
            out={leave.includes('repeated')}
            decide={decide('repeated')}
          >
            {repeated.samples
              .slice(0, SAMPLES)
              .map(({ row, sameAs }) => `Row ${countText(row)} is the same as row ${countText(sameAs)}.`)}
          </Decision>
        )}
        {existing.rows > 0 && (
          <Decision
            name="existing"
            ask={`${rowsText(existing.rows)} ${existing.rows === 1 ? 'was' : 'were'} imported before`}
            rows={existing.rows}
            out={leave.includes('existing')}
            decide={decide('existing')}
          >
            {existing.samples.slice(0, SAMPLES).map(({ row, batch, file, sameAs }) => (
              <>
                Row {countText(row)} is the same as row {countText(sameAs)} of{' '}
                <Link to={paths.intake} search={{ batch, row: String(sameAs) }}>
                  {file}
                </Link>
                .
              </>
            ))}
          </Decision>
        )}
      </div>
    </Section>
  );
}

interface DecisionProps {
  name: string;
  ask: string;
  rows: number;
  out: boolean;
  decide: (out: boolean) => void;
  children: readonly React.ReactNode[];
}

function Decision({ name, ask, rows, out, decide, children }: DecisionProps) {
  return (
    <fieldset className={classes.decision}>
      <legend>{ask}</legend>
      <div className={classes.choices}>
        <label>
          <input type="radio" name={name} checked={!out} onChange={() => decide(false)} />
          Keep {rows === 1 ? 'it' : 'them'} too
        </label>
        <label>
          <input type="radio" name={name} checked={out} onChange={() => decide(true)} />
          Leave {rowsText(rows)} out
        </label>
      </div>
      <ul className={classes.samples}>
        {children.map((sample, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: samples stay where they are
          <li key={index}>{sample}</li>
        ))}
      </ul>
    </fieldset>
  );
}
