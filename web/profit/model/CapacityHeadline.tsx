import type { Reconciliation } from '../../../contract/profit-answers.ts';
import { Amount } from '../../ui/Amount.tsx';
import { sumOfDecimals } from '../../ui/decimal-sum.ts';
import { Figure } from '../../ui/Figure.tsx';
import { HeadFigure, HeadFigures } from '../../ui/HeadFigures.tsx';
import { countText, isNegative, shareText } from '../../ui/number-text.ts';

/** How much of what the pools can do was used, what stood idle, and what was used beyond it. */
export function CapacityHeadline({ pools, currency }: { pools: Reconciliation['pools']; currency: string }) {
  const timed = pools.filter(({ kind, capacityMinutes }) => kind === 'time' && capacityMinutes);
  const sum = (key: 'usedMinutes' | 'capacityMinutes') =>
    timed.reduce((total, pool) => total + (pool[key] ?? 0), 0);
  const idle = timed.filter(({ unused }) => !isNegative(unused)).map(({ unused }) => unused);
  const over = timed.filter(({ unused }) => isNegative(unused)).map(({ unused }) => unused);
  const share = sum('capacityMinutes') === 0 ? undefined : sum('usedMinutes') / sum('capacityMinutes');
  return (
    <HeadFigures>
      <HeadFigure term="Practical capacity used">
        <Figure exact={`${countText(sum('usedMinutes'))} of ${countText(sum('capacityMinutes'))} minutes`}>
          {shareText(share)}
        </Figure>
      </HeadFigure>
      <HeadFigure term="Unused">
        <Amount value={sumOfDecimals(idle)} unit={currency} short />
      </HeadFigure>
      <HeadFigure term="Over-used">
        <Amount value={sumOfDecimals(over)} unit={currency} short />
      </HeadFigure>
    </HeadFigures>
  );
}
