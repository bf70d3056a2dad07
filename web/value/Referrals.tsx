import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { valueEndpoints } from '../../contract/value.ts';
import type { ReferralAnswer } from '../../contract/value-of-customer.ts';
import { askedAgain } from '../asked-again.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { Empty } from '../ui/Empty.tsx';
import { shareText } from '../ui/number-text.ts';
import { Pages } from '../ui/Pages.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CustomerLink } from './CustomerLink.tsx';
import { referralsSentence } from './referral-text.ts';
import { Thanks } from './Thanks.tsx';
import classes from './Value.module.css';
import type { PartProps } from './ValuePage.tsx';
import { termsOf, type ValueTerms } from './value-search.ts';

const PAGE_ROWS = 50;

/** Who referred whom, what that moves, and for which no thanks were sent yet: those first. */
export function Referrals({ search, change }: PartProps) {
  const offset = search.offset ?? 0;
  const terms = termsOf(search);
  const asked = useQuery({
    ...reading(valueEndpoints.valueReferrals, {
      query: { ...terms, offset: offset || undefined, limit: PAGE_ROWS },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: askedAgain,
  });
  if (asked.error)
    return (
      <Problem
        title="The referrals could not be read"
        error={asked.error}
        retry={() => void asked.refetch()}
      />
    );
  const list = asked.data;
  if (!list) return <Skeleton height={560} label="Reading the referrals" />;
  if (list.total === 0) return <NoReferrals terms={terms} />;
  return (
    <Section title={referralsSentence(list)}>
      <p className={classes.note}>
        Of the value of who was referred, half moves to who referred it, by the share stated; of what a
        referrer gets, a quarter moves on to who referred it in turn. What one side gets the other gives: over
        all customers nothing is counted twice, and the value of all stays what it is.
      </p>
      <PlainTable
        label="Referrals, those without thanks first"
        rows={list.referrals}
        keyOf={({ id }) => id}
        columns={referralColumns(list.currency, terms)}
      />
      <Pages
        offset={offset}
        limit={PAGE_ROWS}
        total={list.total}
        go={next => change({ offset: next || undefined })}
      />
    </Section>
  );
}

function NoReferrals({ terms }: { terms: ValueTerms }) {
  return (
    <Empty
      title="No referral was stated yet"
      action={
        <Link
          to={paths.value}
          search={before => ({ period: before.period, ...terms, section: 'customers' as const })}
        >
          Choose the customer who was referred
        </Link>
      }
    >
      Who referred whom, what that is worth, and whether thanks were sent will stand here. It is stated on the
      value page of the customer who was referred: under “What was stated of it”, choose “Who referred it”.
    </Empty>
  );
}

function referralColumns(currency: string, terms: ValueTerms) {
  return [
    { title: 'Referred by', cell: ({ referrer }: ReferralAnswer) => <CustomerLink of={referrer} /> },
    {
      title: 'Customer',
      cell: ({ referred, problem }: ReferralAnswer) => (
        <>
          <CustomerLink of={referred} />
          {problem && <span className={classes.problem}>{problem}</span>}
        </>
      ),
    },
    { title: 'Share', number: true, cell: ({ share }: ReferralAnswer) => shareText(share) },
    { title: 'From', tight: true, cell: ({ from }: ReferralAnswer) => from },
    { title: 'Until', tight: true, cell: ({ expires }: ReferralAnswer) => expires ?? 'without end' },
    {
      title: `Credited, ${currency}`,
      number: true,
      cell: ({ credit }: ReferralAnswer) => <Amount value={credit} />,
    },
    { title: 'Thanks', cell: (one: ReferralAnswer) => <Thanks referral={one} terms={terms} /> },
  ];
}
