import type { Scenario } from '@clientele/engine';
import { scenario as scenarioShape } from '../../../contract/scenarios.ts';
import { type FrameSearch, frameSearch, text } from '../../address.ts';

/** The place of a scenario: which saved one it is, and what of it was changed since. */
export interface ScenarioSearch extends FrameSearch {
  id?: string | undefined;
  /** The scenario as it stands on the page, as JSON, where it is not the saved one. */
  draft?: string | undefined;
}

export function scenarioSearch(raw: Record<string, unknown>): ScenarioSearch {
  const read: ScenarioSearch = { ...frameSearch(raw), id: text(raw.id), draft: text(raw.draft) };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

export const NO_CHANGE: Scenario = { changes: [], reaction: { low: 0, high: 0 } };

/** What is no scenario is none: an old link still opens. */
export function readDraft(draft: string | undefined): Scenario | undefined {
  if (draft === undefined) return undefined;
  try {
    const read = scenarioShape.safeParse(JSON.parse(draft));
    return read.success ? (read.data as Scenario) : undefined;
  } catch {
    return undefined;
  }
}
