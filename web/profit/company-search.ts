import { type FrameSearch, frameSearch, oneOf, text } from '../address.ts';

export type CompanyFigure = 'profit' | 'revenue' | 'contribution' | 'costToServe' | 'customers';

/** The place of the company's figures: a year, the latest unless said otherwise, and which figure is divided by segment. */
export interface CompanySearch extends FrameSearch {
  year?: string | undefined;
  /** Profit unless said otherwise. */
  of?: Exclude<CompanyFigure, 'profit'> | undefined;
}

/** Reads an address; what is not understood is left out. */
export function companySearch(raw: Record<string, unknown>): CompanySearch {
  const year = text(raw.year);
  const read: CompanySearch = {
    ...frameSearch(raw),
    year: year && /^\d{4}$/.test(year) ? year : undefined,
    of: oneOf(['revenue', 'contribution', 'costToServe', 'customers'], raw.of),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
