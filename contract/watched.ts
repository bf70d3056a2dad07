import * as z from 'zod/mini';
import { batchState, decisions, settings } from './batches.ts';
import { endpoint } from './endpoint.ts';

const watchedFile = z.object({
  name: z.string(),
  bytes: z.number(),
  modifiedAt: z.string(),
  /** `settling` until its size and time have stood still; then as its import, where there is one. */
  state: z.union([z.literal('settling'), batchState]),
  /** Id of its latest import. */
  batch: z.nullable(z.string()),
  /** What is wrong with it, or what has to be answered. */
  sentence: z.nullable(z.string()),
});

const watchedFolder = z.object({
  id: z.string(),
  path: z.string(),
  preset: z.nullable(z.string()),
  kind: z.nullable(z.string()),
  at: z.string(),
  by: z.string(),
  /** Why it could not be looked into the last time. */
  sentence: z.nullable(z.string()),
  files: z.array(watchedFile),
});
export type WatchedFolder = z.infer<typeof watchedFolder>;

const asked = z.object({
  /** Absolute, of a folder on the machine that Clientele runs on. */
  path: z.string(),
  /** How its files are read, as for an import. */
  preset: z.optional(z.string()),
  kind: z.optional(z.string()),
  settings: z.optional(z.object(settings)),
  ...decisions,
});
export type FolderToWatch = z.infer<typeof asked>;

export const watchedEndpoints = {
  watchedFolders: endpoint({
    name: 'watchedFolders',
    method: 'GET',
    path: '/watched-folders',
    right: 'facts.read',
    summary: 'Folders whose files are taken in by themselves, and what became of each file',
    answer: z.array(watchedFolder),
  }),
  watchFolder: endpoint({
    name: 'watchFolder',
    method: 'POST',
    path: '/watched-folders',
    right: 'facts.import',
    summary:
      'Watch a folder: a file is imported once it stands still, and again, in place of the former, when it changes. For one that is watched, how its files are read; those that were not kept are tried again',
    body: asked,
    answer: watchedFolder,
  }),
  unwatchFolder: endpoint({
    name: 'unwatchFolder',
    method: 'DELETE',
    path: '/watched-folders/{id}',
    right: 'facts.import',
    summary: 'Watch a folder no longer; what was imported from it stays',
    params: z.object({ id: z.string() }),
    answer: z.array(watchedFolder),
  }),
};
