import type { factEndpoints } from '../../contract/facts.ts';
import type { Answer } from '../call.ts';

export type LayoutsAnswer = Answer<typeof factEndpoints.layouts>;

/** The title of a kind, as the layouts name it. */
export function kindTitle(answer: LayoutsAnswer | undefined, kind: string | null): string {
  return answer?.layouts.find(layout => layout.kind === kind)?.title ?? kind ?? 'Kind not known';
}
