import { valueEndpoints } from '../../contract/value.ts';
import type { Bind } from '../routing.ts';
import { customerValueAnswer } from './customer-value.ts';
import { stateInput, withdrawInput } from './inputs.ts';
import { predictabilityAnswer } from './predictable-customers.ts';
import { quadrantsAnswer } from './quadrants.ts';
import { referralsAnswer } from './referrals.ts';
import type { ValueStores } from './terms.ts';
import { forecastAgain, stopForecast, valueAnswer } from './value-answer.ts';
import { lapsesAnswer, valueCustomersAnswer } from './value-customers.ts';

export function bindValue(bind: Bind, stores: ValueStores): void {
  bind(valueEndpoints.value, ({ scope, query }) => valueAnswer(stores, scope, query));
  bind(valueEndpoints.valueCustomers, ({ scope, query }) => valueCustomersAnswer(stores, scope, query));
  bind(valueEndpoints.valueLapses, ({ scope, query }) => lapsesAnswer(stores, scope, query));
  bind(valueEndpoints.valuePredictability, ({ scope, query }) => predictabilityAnswer(stores, scope, query));
  bind(valueEndpoints.valueQuadrants, ({ scope, query }) => quadrantsAnswer(stores, scope, query));
  bind(valueEndpoints.valueReferrals, ({ scope, query }) => referralsAnswer(stores, scope, query));
  bind(valueEndpoints.fitValue, ({ scope, query }) => forecastAgain(stores, scope, query));
  bind(valueEndpoints.stopValue, ({ scope, query }) => stopForecast(stores, scope, query));
  bind(valueEndpoints.customerValue, ({ scope, params, query }) =>
    customerValueAnswer(stores, scope, params.id, query),
  );
  bind(valueEndpoints.stateValueInput, async ({ scope, params, query, body }) => {
    await stateInput(stores, scope, params.id, body);
    return await customerValueAnswer(stores, scope, params.id, query);
  });
  bind(valueEndpoints.withdrawValueInput, async ({ scope, params, query }) => {
    await withdrawInput(stores, scope, params);
    return await customerValueAnswer(stores, scope, params.id, query);
  });
}
