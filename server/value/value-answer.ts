import type { Scope } from '@clientele/engine';
import { forecastAnswer } from './forecast-answer.ts';
import { cardAt, type Made } from './forecast-row.ts';
import { readTerms, type TermsAsked, type ValueStores } from './terms.ts';
import { valueFigure } from './value-figure.ts';

/** Where the forecast stands, and all that it says of the customers together. */
export async function valueAnswer(stores: ValueStores, scope: Scope, asked: TermsAsked) {
  const stood = await standing(stores, scope, asked);
  const progress = stood.state === 'working' ? { share: stood.share, step: stood.step } : null;
  return {
    state: stood.state,
    progress,
    forecast: stood.state === 'ready' ? answerOf(stood.made) : null,
  };
}

/** A forecast with customers in it, or why there is none yet. */
export type Standing =
  | { readonly state: 'ready'; readonly made: Made }
  | { readonly state: 'working'; readonly share: number; readonly step: string }
  | { readonly state: 'stopped' | 'empty' };

export async function standing(stores: ValueStores, scope: Scope, asked: TermsAsked): Promise<Standing> {
  const terms = await readTerms(stores, scope, asked);
  if (!terms) return { state: 'empty' };
  const stood = await stores.forecasts.standing(stores, scope, { terms, waitSeconds: asked.wait });
  if (stood.state !== 'ready') return stood;
  const { forecast } = stood.made;
  return forecast ? { state: 'ready', made: { ...stood.made, forecast } } : { state: 'empty' };
}

export async function stopForecast(stores: ValueStores, scope: Scope, asked: TermsAsked) {
  const terms = await readTerms(stores, scope, asked);
  if (terms) await stores.forecasts.stop(stores, scope, terms);
  return await valueAnswer(stores, scope, asked);
}

export async function forecastAgain(stores: ValueStores, scope: Scope, asked: TermsAsked) {
  const terms = await readTerms(stores, scope, asked);
  if (terms) await stores.forecasts.again(stores, scope, terms);
  return await valueAnswer(stores, scope, asked);
}

function answerOf(made: Made) {
  const { currency } = made.read.ranked.settings;
  return forecastAnswer({
    ...made,
    currency,
    nameAt: row => cardAt(made, row).name,
    figure: valueFigure(made.terms),
  });
}
