import type { CustomerTrade, ForecastTerms, PurchaseColumns, ValueForecast } from '@clientele/engine';

/** What a thread is asked to forecast. */
export interface ForecastAsked {
  /** Names what the fit hangs on: a thread that has made it needs no other for another horizon or rate. */
  readonly fit: string;
  readonly purchases: PurchaseColumns;
  readonly trade: CustomerTrade | undefined;
  readonly terms: ForecastTerms;
}

/** What it tells of it: how far it is, and at last the forecast, or what it broke on. */
export type ForecastTold =
  | { readonly tell: 'progress'; readonly share: number; readonly step: string }
  | { readonly tell: 'forecast'; readonly forecast: ValueForecast | undefined }
  | { readonly tell: 'fault'; readonly error: unknown };
