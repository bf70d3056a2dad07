import { settingsEndpoints } from '../../contract/settings.ts';
import type { Bind } from '../routing.ts';
import { type BackupStores, backupStream } from './backup.ts';
import { type DoctorStores, doctorAnswer } from './doctor.ts';

export interface SettingsStores extends BackupStores, DoctorStores {
  /** Ends the program once the answer is out; undefined where nothing listens. */
  readonly stop: (() => void) | undefined;
}

export function bindSettings(bind: Bind, stores: SettingsStores): void {
  bind(settingsEndpoints.doctor, ({ scope }) => doctorAnswer(stores, scope));
  bind(settingsEndpoints.backup, ({ scope }) => backupStream(stores, scope));
  bind(settingsEndpoints.stop, () => {
    if (stores.stop) setTimeout(stores.stop, 50);
    return Promise.resolve({ stopping: stores.stop !== undefined, pid: process.pid });
  });
}
