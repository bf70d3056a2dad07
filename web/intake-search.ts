import { type FrameSearch, frameSearch, text } from './address.ts';

/** The intake's place: the batch that stands open, and the row of it that a fact came from. */
export interface IntakeSearch extends FrameSearch {
  batch?: string | undefined;
  row?: string | undefined;
}

export function intakeSearch(raw: Record<string, unknown>): IntakeSearch {
  const batch = text(raw.batch);
  const row = text(raw.row);
  return { ...frameSearch(raw), ...(batch && { batch, ...(row && /^\d+$/.test(row) && { row }) }) };
}
