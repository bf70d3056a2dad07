import { type CostModel, modelOver, type Period, versionsOver } from '@clientele/engine';
import type { KeptVersion, Timeline } from './store.ts';

/** The cost models of a period as one. */
export interface ModelInUse {
  readonly timeline: Timeline;
  /** That of the latest version, and its name; `none` where there is no version at all. */
  readonly publicId: string;
  readonly name: string;
  readonly model: CostModel;
  /** The versions that hold in the period, each with its part of it. */
  readonly parts: readonly { readonly version: KeptVersion; readonly period: Period }[];
}

const FOR_EVER: Period = { from: '0000-01', through: '9999-12' };

/** Without a version nothing below contribution is known, and the pages say so. */
export function modelInUse(timeline: Timeline, period: Period | undefined, currency: string): ModelInUse {
  const parts = versionsOver(timeline.versions, period ?? FOR_EVER);
  const latest = parts.at(-1)?.version ?? timeline.versions.at(-1);
  if (!latest) {
    const model = { name: 'No cost model yet', currency, pools: [], activities: [] };
    return { timeline, publicId: 'none', name: model.name, model, parts };
  }
  const model = modelOver(timeline.versions, period);
  return { timeline, publicId: latest.publicId, name: latest.name, model, parts };
}
