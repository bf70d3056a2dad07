export * from './facts/check-mapping.ts';
export * from './facts/currency-signs.ts';
export * from './facts/exchange-rates.ts';
export * from './facts/facts.ts';
export * from './facts/guess-mapping.ts';
export * from './facts/judge.ts';
export * from './facts/layout.ts';
export * from './facts/map-rows.ts';
export * from './facts/mapping.ts';
export * from './facts/mapping-questions.ts';
export * from './facts/online-retail.ts';
export * from './facts/plain.ts';
export * from './facts/written-days.ts';
export * from './facts/written-decimals.ts';
export * from './measures/activity-month.ts';
export * from './measures/customer-month.ts';
export * from './measures/demand.ts';
export * from './measures/drivers.ts';
export * from './profit/bridge.ts';
export * from './profit/cell-fixes.ts';
export type * from './profit/cell-sums.ts';
export * from './profit/check-model.ts';
export * from './profit/check-scenario.ts';
export * from './profit/cost-model.ts';
export * from './profit/costing.ts';
export * from './profit/decision.ts';
export * from './profit/expedites.ts';
export * from './profit/gini.ts';
export * from './profit/grade.ts';
export * from './profit/grouping.ts';
export * from './profit/measurements.ts';
export * from './profit/model-differences.ts';
export * from './profit/model-versions.ts';
export * from './profit/product-cells.ts';
export * from './profit/product-trade.ts';
export * from './profit/product-weights.ts';
export * from './profit/ranking.ts';
export * from './profit/reconciliation.ts';
export * from './profit/recosting.ts';
export * from './profit/recosting-pools.ts';
export * from './profit/scenario.ts';
export * from './profit/scenario-members.ts';
export * from './profit/scenario-steps.ts';
export * from './profit/statement.ts';
export * from './profit/term-exceptions.ts';
export * from './profit/whale-curve.ts';
export * from './units/amount.ts';
export * from './units/ascending.ts';
export * from './units/day.ts';
export * from './units/exact-product.ts';
export * from './units/period.ts';
export * from './units/rounding.ts';
export type { BetaPrior } from './value/beta-prior.ts';
export * from './value/capped-amounts.ts';
export * from './value/choose-model.ts';
export * from './value/concentration.ts';
export * from './value/contract-renewals.ts';
export * from './value/contracts.ts';
export * from './value/demand-bucket.ts';
export * from './value/discounted-value.ts';
export * from './value/discounting.ts';
export * from './value/expected-purchases.ts';
export * from './value/fit-model.ts';
export * from './value/fitted-purchases.ts';
export * from './value/forecast-range.ts';
export * from './value/forecast-rules.ts';
export * from './value/gamma-gamma.ts';
export * from './value/histories.ts';
export * from './value/hold-out.ts';
export type { ActualPurchases } from './value/hold-out-actual.ts';
export type {
  AliveReliability,
  ExpectedAndActual,
  ReliabilityBin,
  WeekOfHoldOut,
} from './value/hold-out-tables.ts';
export * from './value/lapse.ts';
export {
  LAPSE_ALARMS_LEAST,
  LAPSE_DEVIATIONS,
  LAPSE_GAPS_LEAST,
  LAPSE_LEVELS,
  LAPSE_MULTIPLE_LEAST,
  LAPSE_POOL_LEAST,
  type LapseBasis,
  type LapseLevel,
} from './value/lapse-replay.ts';
export * from './value/margin.ts';
export * from './value/order-terms.ts';
export * from './value/outlook.ts';
export * from './value/patterns.ts';
export * from './value/predictability.ts';
export * from './value/predictability-worth.ts';
export * from './value/purchase-distribution.ts';
export * from './value/purchase-gaps.ts';
export * from './value/purchases.ts';
export * from './value/referral.ts';
export * from './value/referral-graph.ts';
export * from './value/regularity.ts';
export * from './value/relationship-cost.ts';
export * from './value/replacement.ts';
export * from './value/rfm.ts';
export * from './value/rolling-origin.ts';
export * from './value/score.ts';
export * from './value/seasonal-index.ts';
export * from './value/simulate.ts';
export * from './value/spend-checks.ts';
export * from './value/tested-forecast.ts';
export * from './value/value-forecast.ts';
export * from './value/value-quadrants.ts';
export * from './value/visibility.ts';
export * from './walls/access.ts';
export * from './walls/disclosure.ts';
export * from './walls/roles.ts';
export * from './walls/scope.ts';
export * from './walls/side.ts';
export * from './walls/visibility.ts';
export * from './walls/wall-preview.ts';
export * from './walls/walls.ts';
export * from './walls/walls-index.ts';
