import { type FrameSearch, frameSearch, oneOf, periodIn, text } from '../address.ts';

const SORTS = [
  'rank',
  'grade',
  'revenueRank',
  'rankGap',
  'name',
  'segment',
  'country',
  'revenue',
  'contribution',
  'costToServe',
  'profit',
] as const;

/** The portfolio's place: which customers, in which order, and what stands open. */
export interface PortfolioSearch extends FrameSearch {
  segment?: string | undefined;
  country?: string | undefined;
  search?: string | undefined;
  sign?: 'loss' | 'gain' | undefined;
  sort?: (typeof SORTS)[number] | undefined;
  direction?: 'ascending' | 'descending' | undefined;
  show?: 'pools' | 'bridge' | 'decisions' | undefined;
  /** The earlier period of the profit bridge; a year earlier unless said otherwise. */
  compare?: string | undefined;
}

/** Reads an address; what is not understood is left out. */
export function portfolioSearch(raw: Record<string, unknown>): PortfolioSearch {
  const read: PortfolioSearch = {
    ...frameSearch(raw),
    segment: text(raw.segment),
    country: text(raw.country),
    search: text(raw.search),
    sign: oneOf(['loss', 'gain'], raw.sign),
    sort: oneOf(SORTS, raw.sort),
    direction: oneOf(['ascending', 'descending'], raw.direction),
    show: oneOf(['pools', 'bridge', 'decisions'], raw.show),
    compare: periodIn(raw.compare),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
