import { type FrameSearch, frameSearch, text } from './address.ts';

/** The intake's place: the batch that stands open. */
export interface IntakeSearch extends FrameSearch {
  batch?: string | undefined;
}

export function intakeSearch(raw: Record<string, unknown>): IntakeSearch {
  const batch = text(raw.batch);
  return { ...frameSearch(raw), ...(batch && { batch }) };
}
