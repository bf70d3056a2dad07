import { parsePeriod } from '@clientele/engine';
import { useNavigate, useSearch } from '@tanstack/react-router';

/** What every page carries in its address. */
export interface FrameSearch {
  /** `2025`, `2025-Q3`, `2025-03`; left out for all months. */
  period?: string | undefined;
  /** Figures opened one after the other; the last one stands in the panel. */
  explain?: string[] | undefined;
  /** The saved view that the page was opened from, by its id. */
  view?: string | undefined;
}

/** Reads the frame's part of an address; what is not understood is left out, so that an old link still opens. */
export function frameSearch(raw: Record<string, unknown>): FrameSearch {
  const period = periodIn(raw.period);
  const explain = [raw.explain].flat().filter(one => typeof one === 'string' && one !== '') as string[];
  const view = text(raw.view);
  return { ...(period && { period }), ...(explain.length > 0 && { explain }), ...(view && { view }) };
}

/** A search parameter as a period; undefined for all months, and for what is none. */
export function periodIn(value: unknown): string | undefined {
  const period = text(value);
  return period !== undefined && period !== 'all' && parsePeriod(period) !== 'refused' ? period : undefined;
}

/** A search parameter as text, or undefined where it is missing, empty or given twice. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A search parameter that has to be one of a few words. */
export function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find(word => word === value);
}

/** The period that all figures on the page obey; `all` unless the address says otherwise. */
export function usePeriod(): string {
  return useSearch({ strict: false, select: search => search.period }) ?? 'all';
}

/** The figures opened in Explain, and how to go on, back and out. Each step is a step of the browser's history. */
export function useTrail() {
  const trail = useSearch({ strict: false, select: search => search.explain }) ?? NONE;
  const navigate = useNavigate();
  const go = (explain: string[] | undefined) =>
    void navigate({ to: '.', search: before => ({ ...before, explain }), resetScroll: false });
  return {
    trail,
    start: (figure: string) => go([figure]),
    open: (figure: string) => {
      const before = trail.indexOf(figure);
      go(before < 0 ? [...trail, figure] : trail.slice(0, before + 1));
    },
    back: (step: number) => go(trail.slice(0, step + 1)),
    close: () => go(undefined),
  };
}

const NONE: string[] = [];
