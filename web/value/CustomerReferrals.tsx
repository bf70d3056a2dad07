import type { CustomerValue, ReferralAnswer } from '../../contract/value-of-customer.ts';
import { Amount } from '../ui/Amount.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Section } from '../ui/Section.tsx';
import { CustomerLink } from './CustomerLink.tsx';
import { Thanks } from './Thanks.tsx';
import classes from './Value.module.css';
import type { ValueTerms } from './value-search.ts';

interface CustomerReferralsProps {
  page: CustomerValue;
  terms: ValueTerms;
}

/** What referrals add to the value and take from it, and for which of them thanks were sent. */
export function CustomerReferrals({ page, terms }: CustomerReferralsProps) {
  const { customer, currency, referrals } = page;
  const { own, credited, attributedAway, withReferrals, stated } = referrals;
  const facts = [
    ['Its own', own],
    ['Credited for whom it referred', credited],
    ['Credited to who referred it', attributedAway],
    ['With referrals', withReferrals],
  ] as const;
  return (
    <Section
      title="Value with referrals"
      note={`${currency}; over all customers it sums to their own values`}
    >
      <dl className={classes.facts}>
        {facts.map(([term, amount]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <Amount value={amount} />
            </dd>
          </div>
        ))}
      </dl>
      {stated.length > 0 && (
        <>
          <PlainTable
            label="Referrals by the customer and of it"
            rows={stated}
            keyOf={({ id }) => id}
            columns={[
              { title: 'Referral', cell: one => <Pair referral={one} of={customer.id} /> },
              { title: 'Credit', number: true, cell: ({ credit }) => <Amount value={credit} /> },
              { title: 'Thanks', cell: one => <Thanks referral={one} terms={terms} /> },
            ]}
          />
          <p className={classes.after}>
            A credit includes what the customer who was referred got for those whom it referred in turn.
          </p>
        </>
      )}
    </Section>
  );
}

/** Who else, seen from one of the two, and why it does not count where it does not. */
function Pair({ referral, of }: { referral: ReferralAnswer; of: string }) {
  const { referrer, referred, problem } = referral;
  const isOwn = referrer.id === of;
  const other = isOwn ? referred : referrer;
  return (
    <>
      {isOwn ? 'It referred ' : 'It was referred by '}
      <CustomerLink of={other} />
      {problem && <span className={classes.problem}>{problem}</span>}
    </>
  );
}
