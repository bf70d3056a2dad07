import { expect, test } from 'vitest';
import type { HoldOutAnswer, ValueForecast } from '../../contract/value-forecast.ts';
import {
  beatenText,
  concentrationSentence,
  errorText,
  forecastSentence,
  holdOutSentence,
  oddsText,
  parameterText,
} from './value-sentence.ts';

const forecast = {
  customers: 577,
  currency: 'EUR',
  months: 36,
  value: { low: '10100000', mid: '12400000', high: '14900000' },
  concentration: { tops: [], customersOfHalf: 14, losing: 0, lost: '0' },
} as unknown as ValueForecast;

const rule = (name: 'model' | 'last rate' | 'hiatus', total: number) => ({
  rule: name,
  total,
  error: total / 4806 - 1,
  mae: null,
  rmse: null,
  topDecileCapture: null,
});
const holdOut = (...rules: HoldOutAnswer['rules']) => ({ actual: 4806, rules }) as unknown as HoldOutAnswer;

test('says what customers will be worth, and how sure that is', () => {
  expect(forecastSentence(forecast)).toBe('577 customers: 12.4 M EUR over the next 36 months');
  expect(oddsText(forecast.value, 'EUR')).toBe('Eight times in ten it comes to 10–15 M EUR.');
});

test('says how far a forecast was off, and in which direction', () => {
  expect([-0.244, 0.031, 0, null].map(errorText)).toEqual(['24 % too few', '3.1 % too many', 'exact', '–']);
  expect(holdOutSentence(holdOut(rule('model', 3633)))).toBe(
    '4,806 purchases were made, and 3,633 forecast: 24 % too few',
  );
});

test('says it when a simpler rule came nearer', () => {
  const model = rule('model', 3633);
  expect(beatenText(holdOut(model, rule('last rate', 9000), rule('hiatus', 7000)))).toContain(
    'The model came',
  );
  expect(beatenText(holdOut(model, rule('last rate', 9000), rule('hiatus', 4700)))).toContain('One of');
  expect(beatenText(holdOut(model, rule('last rate', 4800), rule('hiatus', 4700)))).toContain('Every');
  expect(beatenText(holdOut(model))).toBeUndefined();
});

test('says on how few customers the value rests', () => {
  expect(concentrationSentence(forecast)).toBe('Half of the value comes from 14 of 577 customers');
});

test('writes a parameter with its standard error, and without one where it is not identified', () => {
  expect(parameterText({ name: 'r', value: 0.24259, standardError: 0.01257 })).toBe('r 0.243 ± 0.0126');
  expect(parameterText({ name: 'beta', value: 4413.7, standardError: null })).toBe('beta 4,414');
});
