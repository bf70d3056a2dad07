import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';

/** Running the installation itself; the command line is their main user. */
export const settingsEndpoints = {
  doctor: endpoint({
    name: 'doctor',
    method: 'GET',
    path: '/doctor',
    right: 'settings.read',
    summary: 'What is well and what is wrong with the installation, each with its mend',
    answer: z.array(
      z.object({ check: z.string(), ok: z.boolean(), what: z.string(), mend: z.nullable(z.string()) }),
    ),
  }),
  backup: endpoint({
    name: 'backup',
    method: 'POST',
    path: '/backups',
    right: 'backups.make',
    summary: 'Everything as one file, consistent while the server runs',
    answer: z.string(),
    media: 'application/x-tar',
  }),
  stop: endpoint({
    name: 'stop',
    method: 'POST',
    path: '/stop',
    right: 'settings.write',
    summary: 'Stop the server cleanly; over its own socket only',
    /** The process id of the server: it has stopped when that has ended. */
    answer: z.object({ stopping: z.boolean(), pid: z.number() }),
  }),
};
