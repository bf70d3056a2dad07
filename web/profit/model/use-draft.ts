import type { CostModel } from '@clientele/engine';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { modelEndpoints } from '../../../contract/models.ts';
import { usePeriod } from '../../address.ts';
import { reading } from '../../call.ts';
import { useRested } from '../../ui/rested.ts';
import { movesOf, movesTold, readTrials, type Trial, trialText, tried, withTrial } from './model-draft.ts';
import { turning } from './turning.ts';

const REST_MS = 300;

/**
 * A draft of the cost model: what is edited, and the minutes that are tried on top. What is tried is answered on the page
 * itself, in the same frame; what is edited asks the server once for its columns.
 */
export function useDraft(stated: CostModel, inAddress: readonly string[]) {
  const navigate = useNavigate();
  const [edited, setEdited] = useState<CostModel>();
  const [trials, setTrials] = useState<Trial[]>(() => readTrials(inAddress, stated));
  const basis = edited ?? stated;
  const draft = useMemo(() => tried(basis, trials), [basis, trials]);
  const texts = trials.map(trialText).join(' ');
  // The address follows once the slider rests: a step of the router for each of its moves would hold it up.
  useEffect(() => {
    const rest = setTimeout(() => {
      const now = texts === '' ? undefined : texts.split(' ');
      void navigate({
        to: '.',
        search: before => ({ ...before, try: now }),
        replace: true,
        resetScroll: false,
      });
    }, REST_MS);
    return () => clearTimeout(rest);
  }, [navigate, texts]);
  const changed = edited !== undefined || trials.length > 0;
  return {
    draft,
    edited,
    changed,
    isTried: (activity: string, term: number) =>
      trials.some(trial => trial.activity === activity && trial.term === term),
    try: (trial: Trial) => setTrials(before => withTrial(before, trial, basis)),
    /** What was tried becomes part of what is edited, since terms may move. */
    edit: (change: (model: CostModel) => CostModel) => {
      setEdited(change(draft));
      setTrials([]);
    },
    discard: () => {
      setEdited(undefined);
      setTrials([]);
    },
    ...useMoves({ stated, basis, draft, changed }),
  };
}

interface Moving {
  stated: CostModel;
  basis: CostModel;
  draft: CostModel;
  /** The columns of a large book are many megabytes: who only reads the model does without. */
  changed: boolean;
}

function useMoves({ stated, basis, draft, changed }: Moving) {
  const period = usePeriod();
  const asked = (model: CostModel) => ({
    ...reading(modelEndpoints.recosting, { query: { period }, body: model as never }),
    staleTime: 60_000,
    enabled: changed,
  });
  const before = useQuery(asked(stated));
  const after = useQuery(asked(basis));
  const was = useMemo(() => before.data?.columns && turning(stated, before.data), [stated, before.data]);
  const is = useMemo(() => after.data?.columns && turning(basis, after.data), [basis, after.data]);
  const moves = useMemo(
    () => (was && is ? movesOf({ turned: was, model: stated }, { turned: is, model: draft }) : undefined),
    [was, is, stated, draft],
  );
  const rested = useRested(draft);
  const told = useQuery({
    ...reading(modelEndpoints.previewModel, { query: { period }, body: rested as never }),
    enabled: changed && after.data?.columns === false,
    placeholderData: keepPreviousData,
  });
  return {
    moves: moves ?? (told.data && movesTold(told.data)),
    movesError: after.error ?? before.error ?? told.error,
  };
}
