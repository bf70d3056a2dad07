import type { WallsAnswer } from '../../contract/wall-answers.ts';
import { BreakGlass } from './BreakGlass.tsx';
import { Crossings } from './Crossings.tsx';

/** What lets somebody through against the rule: over to another side, or at once and for hours. */
export function Exceptions({ walls }: { walls: WallsAnswer }) {
  return (
    <>
      <Crossings walls={walls} />
      <BreakGlass walls={walls} />
    </>
  );
}
