import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { reading } from '../call.ts';

/**
 * A change of the walls. Its answer is how they stand then; all else that was read is read anew, and what is not on the page
 * is forgotten, since it may be behind a wall by now.
 */
export function useWallChange<Asked = void>(
  change: (asked: Asked) => Promise<WallsAnswer>,
  done?: (walls: WallsAnswer, asked: Asked) => void,
) {
  const queries = useQueryClient();
  const { queryKey } = reading(wallEndpoints.walls);
  const others = {
    predicate: (query: { queryKey: readonly unknown[] }) => query.queryKey[0] !== queryKey[0],
  };
  return useMutation({
    mutationFn: change,
    onSuccess: (walls, asked) => {
      queries.setQueryData(queryKey, walls);
      queries.removeQueries({ ...others, type: 'inactive' });
      void queries.invalidateQueries(others);
      done?.(walls, asked);
    },
  });
}
