import type { FactKind } from '@clientele/engine';
import type { factEndpoints } from '../../contract/facts.ts';
import type { Answer } from '../call.ts';
import type { Choice } from '../ui/Field.tsx';
import type { ReadAs } from './headings.ts';

export type LayoutsAnswer = Answer<typeof factEndpoints.layouts>;

/** Kinds and presets as one list to choose from: a preset brings its kind along. */
export function readAsChoices({ layouts, presets }: LayoutsAnswer): Choice[] {
  return [
    ...layouts.map(({ kind, title }) => ({ value: `kind:${kind}`, text: title })),
    ...presets.map(({ key, title }) => ({ value: `preset:${key}`, text: title })),
  ];
}

export function readAsValue(readAs: ReadAs | null | undefined): string {
  if (!readAs) return '';
  return 'kind' in readAs ? `kind:${readAs.kind}` : `preset:${readAs.preset}`;
}

export function readAsFrom(value: string): ReadAs | undefined {
  const [what, key] = value.split(':');
  if (what === 'kind') return { kind: key as FactKind };
  return what === 'preset' ? { preset: key as 'online-retail' } : undefined;
}

/** The title of a kind, as the layouts name it. */
export function kindTitle(answer: LayoutsAnswer | undefined, kind: string | null): string {
  return answer?.layouts.find(layout => layout.kind === kind)?.title ?? kind ?? 'Kind not known';
}
