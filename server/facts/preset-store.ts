import type { Mapping, Scope } from '@clientele/engine';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';

/** A mapping under a name. */
export interface MappingPreset {
  readonly name: string;
  readonly mapping: Mapping;
  readonly at: Date;
  readonly by: string;
}

function presets(_scope: Scope, store: Store) {
  return store.selectFrom('mapping_preset').selectAll();
}
type PresetRow = Awaited<ReturnType<ReturnType<typeof presets>['execute']>>[number];

function presetOf({ name, body, created_at, created_by }: PresetRow): MappingPreset {
  return { name, mapping: body as unknown as Mapping, at: created_at, by: created_by };
}

export async function listPresets(scope: Scope, store: Store): Promise<MappingPreset[]> {
  const rows = await presets(scope, store).execute();
  return rows.map(presetOf).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

export async function presetBy(scope: Scope, store: Store, name: string): Promise<MappingPreset | undefined> {
  const row = await presets(scope, store).where('name', '=', name).executeTakeFirst();
  return row && presetOf(row);
}

/** Writes a preset; one of the same name gives way. */
export async function writePreset(
  scope: Scope,
  store: Store,
  preset: { name: string; mapping: Mapping },
): Promise<MappingPreset> {
  const body = JSON.stringify(preset.mapping);
  const row = await store
    .insertInto('mapping_preset')
    .values({ public_id: publicId('pre'), name: preset.name, body, created_by: scope.person })
    .onConflict(conflict =>
      conflict.column('name').doUpdateSet({ body, created_by: scope.person, created_at: new Date() }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return presetOf(row);
}

export async function dropPreset(_scope: Scope, store: Store, name: string): Promise<void> {
  await store.deleteFrom('mapping_preset').where('name', '=', name).execute();
}

/** Notes by which mapping a batch is read. */
export async function setBatchMapping(
  _scope: Scope,
  store: Store,
  batch: number,
  mapping: Mapping,
): Promise<void> {
  await store
    .updateTable('batch')
    .set({ mapping: JSON.stringify(mapping) })
    .where('id', '=', batch)
    .execute();
}
