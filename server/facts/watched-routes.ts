import { watchedEndpoints } from '../../contract/watched.ts';
import type { Bind } from '../routing.ts';
import type { WatchedFolders } from './watched-folders.ts';

export function bindWatched(bind: Bind, { watched }: { watched: WatchedFolders }): void {
  bind(watchedEndpoints.watchedFolders, ({ scope }) => watched.list(scope));
  bind(watchedEndpoints.watchFolder, ({ scope, body }) => watched.watch(scope, body));
  bind(watchedEndpoints.unwatchFolder, ({ scope, params }) => watched.unwatch(scope, params.id));
}
