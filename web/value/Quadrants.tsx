import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { valueEndpoints } from '../../contract/value.ts';
import type { QuadrantAccount } from '../../contract/value-quadrants.ts';
import { askedAgain } from '../asked-again.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import { useMay } from '../me.ts';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { QuadrantChart } from './QuadrantChart.tsx';
import { QuadrantAccounts, QuadrantSums } from './QuadrantTables.tsx';
import type { Proposal } from './quadrant-places.ts';
import { drawnText, linesText, quadrantsSentence } from './quadrant-text.ts';
import { StatePotential } from './StatePotential.tsx';
import classes from './Value.module.css';
import type { PartProps } from './ValuePage.tsx';
import { termsOf } from './value-search.ts';

/** Who is worth what it takes to satisfy it, today and by what was stated of its potential. */
export function Quadrants({ forecast: { months }, search, change }: PartProps) {
  const navigate = useNavigate();
  const may = useMay('decisions.write');
  const terms = termsOf(search);
  const [proposed, setProposed] = useState<{ account: QuadrantAccount; proposal: Proposal }>();
  const propose = useCallback(
    (account: QuadrantAccount, proposal: Proposal) => setProposed({ account, proposal }),
    [],
  );
  const asked = useQuery({
    ...reading(valueEndpoints.valueQuadrants, { query: terms }),
    placeholderData: keepPreviousData,
    refetchInterval: askedAgain,
  });
  if (asked.error)
    return (
      <Problem
        title="The quadrants could not be read"
        error={asked.error}
        retry={() => void asked.refetch()}
      />
    );
  const list = asked.data;
  if (list?.state !== 'ready') return <Skeleton height={720} label="Reading the quadrants" />;
  const open = ({ id }: QuadrantAccount) =>
    void navigate({
      to: paths.customerValue,
      params: { id },
      search: before => ({ period: before.period, ...terms }),
    });
  return (
    <>
      <Section title={quadrantsSentence(list)} note={drawnText(list)}>
        <p className={classes.note}>
          {linesText(list, months)} A full point is a customer today, a hollow one what was stated that it
          could come to.
          {may &&
            ' Drag a point, or press “State potential” in the table below: a potential is kept once it says where it comes from.'}
        </p>
        <QuadrantChart
          list={list}
          months={months}
          may={may}
          open={open}
          propose={propose}
          proposed={proposed}
        />
        <QuadrantSums list={list} />
      </Section>
      <QuadrantAccounts
        list={list}
        offset={search.offset ?? 0}
        go={offset => change({ offset: offset || undefined })}
        propose={may ? propose : undefined}
      />
      {proposed && (
        <StatePotential
          {...proposed}
          currency={list.currency}
          terms={terms}
          close={() => setProposed(undefined)}
        />
      )}
    </>
  );
}
