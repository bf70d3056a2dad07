import { watchedEndpoints } from '../../contract/watched.ts';
import type { Bind } from '../routing.ts';
import { refuseNarrow } from '../whole-company.ts';
import type { WatchedFolders } from './watched-folders.ts';

const FOR_ALL =
  'Files of a watched folder may be of any customer: to watch one is for who sees every customer.';

export function bindWatched(bind: Bind, { watched }: { watched: WatchedFolders }): void {
  bind(watchedEndpoints.watchedFolders, ({ scope }) => watched.list(scope));
  bind(watchedEndpoints.watchFolder, ({ scope, body }) => {
    refuseNarrow(scope, FOR_ALL);
    return watched.watch(scope, body);
  });
  bind(watchedEndpoints.unwatchFolder, ({ scope, params }) => {
    refuseNarrow(scope, FOR_ALL);
    return watched.unwatch(scope, params.id);
  });
}
