import type { CustomerValue } from '../../contract/value-of-customer.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText } from '../ui/number-text.ts';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Section } from '../ui/Section.tsx';
import { CustomerReferrals } from './CustomerReferrals.tsx';
import { quadrantText } from './customer-sentence.ts';
import { fieldWords, PHASE_WORDS } from './input-fields.ts';
import classes from './Value.module.css';
import type { ValueTerms } from './value-search.ts';

/** What was spent on it, where it stands today and could stand, whom it brought, and what naming it is held to be worth. */
export function CustomerStanding({ page, terms }: { page: CustomerValue; terms: ValueTerms }) {
  return (
    <div className={classes.pair}>
      <Spent page={page} />
      <Quadrant page={page} />
      <CustomerReferrals page={page} terms={terms} />
      <Visibility page={page} />
    </div>
  );
}

function Spent({ page: { spent, currency } }: { page: CustomerValue }) {
  return (
    <Section title="What the relationship has cost" note={currency}>
      <PlainTable
        label="Spent on the relationship by phase"
        rows={spent}
        keyOf={({ phase }) => phase}
        columns={[
          { title: 'Phase', cell: ({ phase }) => PHASE_WORDS[phase] ?? phase },
          { title: 'To date', number: true, cell: ({ accrued }) => <Amount value={accrued} /> },
          { title: 'Last year', number: true, cell: ({ lastYear }) => <Amount value={lastYear} /> },
        ]}
      />
      {spent.every(({ accrued }) => accrued === null) && (
        <p className={classes.after}>Nothing was stated of it: that is not known to be nothing.</p>
      )}
    </Section>
  );
}

function Quadrant({ page: { quadrant } }: { page: CustomerValue }) {
  const { current, potential, problems } = quadrant;
  return (
    <Section title="Where it stands, and where it could">
      <dl className={classes.facts}>
        <div>
          <dt>Today</dt>
          <dd>{current === null ? 'not known' : quadrantText(current)}</dd>
        </div>
        <div>
          <dt>Potential</dt>
          <dd>{potential === null ? 'not stated' : quadrantText(potential)}</dd>
        </div>
      </dl>
      <Mends mends={problems.map(({ field, mend }) => `${fieldWords(field)}: ${mend}`)} />
    </Section>
  );
}

function Visibility({ page: { visibility } }: { page: CustomerValue }) {
  const { rank, rankWith, problems } = visibility;
  return (
    <Section title="Rank with visibility" note="No money that anybody pays: it is in no sum of values">
      <dl className={classes.facts}>
        <div>
          <dt>By value</dt>
          <dd>{countText(rank)}</dd>
        </div>
        <div>
          <dt>With visibility</dt>
          <dd>{countText(rankWith)}</dd>
        </div>
      </dl>
      <Mends mends={problems} />
    </Section>
  );
}

function Mends({ mends }: { mends: readonly string[] }) {
  if (mends.length === 0) return null;
  return (
    <ul className={classes.plain}>
      {mends.map(mend => (
        <li key={mend}>{mend}</li>
      ))}
    </ul>
  );
}
