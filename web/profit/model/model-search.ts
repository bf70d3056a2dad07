import { type FrameSearch, frameSearch, oneOf, text } from '../../address.ts';

/** The cost model's place: which version stands on the page, what is tried, and whether the history is open. */
export interface ModelSearch extends FrameSearch {
  version?: string | undefined;
  /** `expediting.0:60`, once for each number of minutes that is tried. */
  try?: string[] | undefined;
  history?: 'open' | undefined;
}

export function modelSearch(raw: Record<string, unknown>): ModelSearch {
  const trials = [raw.try].flat().filter(one => typeof one === 'string' && one !== '') as string[];
  const read: ModelSearch = {
    ...frameSearch(raw),
    version: text(raw.version),
    ...(trials.length > 0 && { try: trials }),
    history: oneOf(['open'], raw.history),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
