import { Figure } from './Figure.tsx';
import { amountText, type Decimal, exactText, isMissing, isNegative, shortText } from './number-text.ts';

interface AmountProps {
  /** Exact decimal from the server; missing shows as `–`, zero as `0`. */
  value: Decimal;
  /** Address of the figure; with it a click opens Explain. */
  figure?: string | undefined;
  /** Currency or unit, where no heading names it. */
  unit?: string | undefined;
  /** Three digits and a scale (38.2 M), for headlines. */
  short?: boolean | undefined;
  /** Decimals shown; whole units unless said otherwise. */
  digits?: number | undefined;
  label?: string | undefined;
  assumed?: boolean | undefined;
}

/** Money: right digits for reading, every digit on hover and copy, a true minus, red below zero. */
export function Amount({ value, figure, unit, short, digits = 0, label, assumed }: AmountProps) {
  const text = short ? shortText(value) : amountText(value, digits);
  const exact = isMissing(value) ? undefined : `${exactText(value)}${unit ? ` ${unit}` : ''}`;
  const tone = isMissing(value) ? 'muted' : isNegative(value) ? 'loss' : undefined;
  return (
    <Figure figure={figure} exact={exact} label={label} tone={tone} assumed={assumed}>
      {text}
      {unit && !isMissing(value) && ` ${unit}`}
    </Figure>
  );
}
