import type { CustomerLine } from '../../contract/customer-line.ts';
import { type FrameSearch, frameSearch, oneOf, periodIn, text } from '../address.ts';

/** The customer's place: grain of its periods, the open step of the waterfall, the kind of lines shown. */
export interface CustomerSearch extends FrameSearch {
  grain?: 'month' | 'quarter' | 'year' | undefined;
  step?: string | undefined;
  kind?: CustomerLine['kind'] | undefined;
  /** The earlier period of the profit bridge; a year earlier unless said otherwise. */
  compare?: string | undefined;
}

export function customerSearch(raw: Record<string, unknown>): CustomerSearch {
  const grain = oneOf(['month', 'quarter', 'year'], raw.grain);
  const step = text(raw.step);
  const kind = oneOf(['sale', 'return', 'activity', 'delivery', 'payment'], raw.kind);
  const compare = periodIn(raw.compare);
  return {
    ...frameSearch(raw),
    ...(grain && { grain }),
    ...(step && { step }),
    ...(kind && { kind }),
    ...(compare && { compare }),
  };
}
