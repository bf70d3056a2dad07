import { hiddenFrom } from './visibility.ts';
import type { ConflictClass, Moment, WallFacts } from './walls.ts';
import { wallsIndex } from './walls-index.ts';

/** What a person could see no longer, and what only then; customers ascending. */
export interface VisibilityChange {
  readonly person: number;
  readonly loses: readonly number[];
  readonly gains: readonly number[];
}

/** The facts with rivals declared: further classes, and further members of those whose id is there already. */
export function declareRivals(facts: WallFacts, declared: readonly ConflictClass[]): WallFacts {
  return { ...facts, classes: [...facts.classes, ...declared] };
}

/**
 * What declaring customers rivals would change at a moment, which may be the day on which it is to begin: for each of the
 * people in their order what is hidden after and not before, and the other way round. Who is not touched is left out.
 * A member with an earlier event moves a person's side, so that a wall may take away more than its own customers.
 * Example: 1 and 2 were open to person 7, who has a grant for 1; as rivals 7 loses 2, which has a wall then.
 */
export function wallPreview(
  facts: WallFacts,
  declared: readonly ConflictClass[],
  people: readonly number[],
  moment: Moment,
): readonly VisibilityChange[] {
  const before = wallsIndex(facts);
  const after = wallsIndex(declareRivals(facts, declared));
  return people
    .map(person => {
      const hiddenBefore = hiddenFrom(before, person, moment);
      const hiddenAfter = hiddenFrom(after, person, moment);
      return { person, loses: without(hiddenAfter, hiddenBefore), gains: without(hiddenBefore, hiddenAfter) };
    })
    .filter(({ loses, gains }) => loses.length + gains.length > 0);
}

function without(customers: readonly number[], taken: readonly number[]): readonly number[] {
  const gone = new Set(taken);
  return customers.filter(customer => !gone.has(customer));
}
