import type { CustomerValue } from '../../contract/value-of-customer.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './Value.module.css';
import { significant } from './value-sentence.ts';

/** How well its orders can be planned for: the score, what each part adds to it, and what that is worth a year. */
export function PredictabilityParts({ page }: { page: CustomerValue }) {
  const { predictability, currency } = page;
  const { score, known, parts, stock, expediting } = predictability;
  return (
    <Section
      title={
        score === null
          ? 'How well its orders can be planned for is not known'
          : `Predictability ${countText(score, 0)} of 100`
      }
      note={`${countText(known)} of 100 weights are known${score === null ? '; it takes 50' : ''}`}
    >
      <p className={classes.note}>{rhythmText(page)}</p>
      <PlainTable
        label="Parts of the predictability"
        rows={parts}
        keyOf={({ part }) => part}
        columns={[
          { title: 'Part', tight: true, cell: ({ part }) => PART_WORDS[part] ?? part },
          { title: 'How it came about', cell: ({ reason }) => reason },
          { title: 'Weight', number: true, cell: ({ weight }) => countText(weight) },
          { title: 'Value', number: true, cell: ({ value }) => shareText(value) },
          { title: 'Points', number: true, cell: ({ points }) => countText(points) },
        ]}
      />
      <ul className={classes.plain}>
        <li>
          Safety stock, a year: <Amount value={stock.saved} unit={currency} /> saved. {stock.reason}
        </li>
        <li>
          Expediting, a year: <Amount value={expediting.saved} unit={currency} /> saved. {expediting.reason}
        </li>
      </ul>
    </Section>
  );
}

const PART_WORDS: Readonly<Record<string, string>> = {
  evenness: 'Evenness of demand',
  regularity: 'Regularity of timing',
  forecast: 'Accuracy of a forecast',
  changes: 'Changes after confirmation',
  notice: 'Notice given',
  returns: 'Returns',
};

function rhythmText({ predictability }: CustomerValue): string {
  const { class: demand, bucketDays, adi, cv2, regularity, rule, skill } = predictability;
  const counted = `Counted in ${bucketDays === 1 ? 'single days' : `spans of ${countText(bucketDays)} days`}`;
  const parts = [
    demand === null ? counted : `${counted}, its demand is ${demand}`,
    adi !== null && `ADI ${significant(adi)}`,
    cv2 !== null && `CV² ${significant(cv2)}`,
    regularity !== null && `regularity k = ${significant(regularity)}`,
    rule !== null && `best forecast by ${rule}${skill === null ? '' : `, ${skillText(skill)}`}`,
  ].filter(Boolean);
  return `${parts.join(', ')}.`;
}

function skillText(skill: number): string {
  return `${shareText(Math.abs(skill))} ${skill < 0 ? 'worse' : 'better'} than the mean so far`;
}
