import { checkMapping, type Mapping, type Scope } from '@clientele/engine';
import type { Preset, PresetFile } from '../../contract/mapping.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import type { existingPreset } from './batch-mapping.ts';
import { dropPreset, listPresets, type MappingPreset, presetBy, writePreset } from './preset-store.ts';
import { isBuiltIn } from './source-layout.ts';
import { recordChange } from './store.ts';

interface PresetStores {
  readonly database: Database;
}

export async function presetsAnswer({ database }: PresetStores, scope: Scope): Promise<Preset[]> {
  return (await database.within(scope, store => listPresets(scope, store))).map(presetAnswer);
}

function presetAnswer({ name, mapping, at, by }: MappingPreset): Preset {
  return { name, mapping: mapping as Preset['mapping'], at: at.toISOString(), by };
}

const NAME_LENGTH_MOST = 100;

/** Saves a mapping under a name; what stood there before is in the record of changes. */
export async function savePreset(
  { database }: PresetStores,
  scope: Scope,
  asked: { name: string; mapping: Mapping },
): Promise<Preset> {
  const name = asked.name.trim();
  if (name === '' || name.length > NAME_LENGTH_MOST || /\p{Cc}/u.test(name))
    throw new Refusal('not-asked-right', `A preset needs a name of 1 to ${NAME_LENGTH_MOST} characters.`);
  if (isBuiltIn(name))
    throw new Refusal('built-in-preset', `The preset ${name} is built in: take another name.`);
  const problems = checkMapping(asked.mapping);
  const [first] = problems;
  if (first)
    throw new Refusal(
      'mapping-refused',
      `The mapping reads no table: ${first.where}: ${first.what}. ${first.mend}`,
      problems,
    );
  return await database.within(scope, async store => {
    const before = await presetBy(scope, store, name);
    const saved = await writePreset(scope, store, { name, mapping: asked.mapping });
    await recordChange(scope, store, {
      what: 'mapping preset saved',
      before: before ? { name, mapping: before.mapping } : null,
      after: { name, mapping: saved.mapping },
      customers: [],
    });
    return presetAnswer(saved);
  });
}

export async function removePreset(
  { database }: PresetStores,
  scope: Scope,
  name: string,
): Promise<Preset[]> {
  return await database.within(scope, async store => {
    if (isBuiltIn(name))
      throw new Refusal('built-in-preset', `The preset ${name} is built in and cannot be removed.`);
    const { mapping } = await presetNamed(scope, store, name);
    await dropPreset(scope, store, name);
    await recordChange(scope, store, {
      what: 'mapping preset removed',
      before: { name, mapping },
      after: null,
      customers: [],
    });
    return (await listPresets(scope, store)).map(presetAnswer);
  });
}

/** The preset as JSON to read, to keep in version control, or to hand on to another book. */
export async function presetAsFile(
  { database }: PresetStores,
  scope: Scope,
  name: string,
): Promise<Response> {
  const { mapping } = await database.within(scope, store => presetNamed(scope, store, name));
  const file: PresetFile = {
    clientele: 'mapping preset',
    version: 1,
    name,
    mapping: mapping as PresetFile['mapping'],
  };
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.json`)}`,
    },
  });
}

async function presetNamed(
  ...[scope, store, name]: Parameters<typeof existingPreset>
): Promise<MappingPreset> {
  const preset = await presetBy(scope, store, name);
  if (!preset) throw new Refusal('not-found', `There is no preset "${name}".`);
  return preset;
}
