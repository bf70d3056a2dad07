import { measureEndpoints } from '../../contract/measures.ts';
import type { Bind } from '../routing.ts';
import { driversAnswer, type MeasureStores } from './drivers.ts';

export function bindMeasures(bind: Bind, stores: MeasureStores): void {
  bind(measureEndpoints.drivers, ({ scope, query }) => driversAnswer(stores, scope, query));
}
