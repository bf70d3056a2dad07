import type { ValueForecast } from '../../contract/value-forecast.ts';
import { Figure } from '../ui/Figure.tsx';
import { HeadFigure, HeadFigures } from '../ui/HeadFigures.tsx';
import { countText } from '../ui/number-text.ts';
import { rangeText } from '../ui/range-text.ts';
import classes from './Value.module.css';
import { exactRange, forecastSentence, modelText, oddsText } from './value-sentence.ts';

/** What all customers come to, how sure that is, by which model and why. */
export function ForecastHead({ forecast }: { forecast: ValueForecast }) {
  const { value, purchases, currency } = forecast;
  return (
    <>
      <header className={classes.header}>
        <h2 className={classes.sentence}>{forecastSentence(forecast)}</h2>
        <p>
          {oddsText(value, currency)} {forecast.reason}
        </p>
        {forecast.warnings.length > 0 && (
          <ul className={classes.warnings}>
            {forecast.warnings.map(warning => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
      </header>
      <HeadFigures>
        <HeadFigure term={`Value, ${currency}`}>
          <Figure figure={forecast.figure ?? undefined} exact={exactRange(value)}>
            {rangeText(value)}
          </Figure>
        </HeadFigure>
        <HeadFigure term="Purchases">
          <Figure exact={`${countText(purchases.mid)} in the middle`}>{rangeText(purchases)}</Figure>
        </HeadFigure>
        <HeadFigure term="Customers">{countText(forecast.customers)}</HeadFigure>
        <HeadFigure term="Bought again">{countText(forecast.repeatCustomers)}</HeadFigure>
        <HeadFigure term="Model">{modelName(forecast)}</HeadFigure>
      </HeadFigures>
    </>
  );
}

/** Rates alone where no model is identified. */
function modelName({ candidates }: ValueForecast): string {
  const chosen = candidates.find(one => one.chosen);
  return chosen ? modelText(chosen.name) : 'rates so far';
}
