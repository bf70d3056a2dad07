import type { Mapping } from '@clientele/engine';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  type MappingAsked,
  mappingEndpoints,
  type Preset,
  type PresetFile,
} from '../../../contract/mapping.ts';
import { addressOf, call } from '../../call.ts';
import buttons from '../../ui/Button.module.css';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Section } from '../../ui/Section.tsx';
import { useFileGo } from '../file/asked-file.ts';
import classes from './Presets.module.css';
import { NOTHING_CORRECTED } from './table-reading.ts';

interface PresetToolsProps {
  mapping: Mapping;
  presets: readonly Preset[];
  /** The preset that the columns started from. */
  name: string | undefined;
}

/** What the file says; whether it is a preset the server judges. */
function presetOfFile(text: string): PresetFile {
  try {
    return JSON.parse(text) as PresetFile;
  } catch {
    throw new Error('The file is no preset: it is not JSON. Take one that was downloaded here.');
  }
}

/** Keeps how the columns are read under a name, for the next file of the kind; as a file, for another book. */
export function PresetTools({ mapping, presets, name }: PresetToolsProps) {
  const go = useFileGo();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(name ?? '');
  const chooser = useRef<HTMLInputElement>(null);
  const wanted = typed.trim();
  const replaces = presets.some(preset => preset.name === wanted);
  const take = async (taken: string | undefined) => {
    await queries.invalidateQueries({ queryKey: [mappingEndpoints.presets.name] });
    go({ ...NOTHING_CORRECTED, preset: taken }, { replace: true });
  };
  const save = useMutation({
    mutationFn: () =>
      call(mappingEndpoints.savePreset, { body: { name: wanted, mapping: mapping as MappingAsked } }),
    onSuccess: () => take(wanted),
  });
  const remove = useMutation({
    mutationFn: () => call(mappingEndpoints.removePreset, { params: { name: name ?? '' } }),
    onSuccess: () => take(undefined),
  });
  const load = useMutation({
    mutationFn: async (file: File) =>
      call(mappingEndpoints.importPreset, { body: presetOfFile(await file.text()) }),
    onSuccess: loaded => take(loaded.name),
  });
  const error = save.error ?? remove.error ?? load.error;
  return (
    <Section title="Keep for the next file" note="as a preset: what each column becomes, under a name">
      <form
        className={classes.presets}
        onSubmit={event => {
          event.preventDefault();
          if (wanted !== '') save.mutate();
        }}
      >
        <TextField
          label="Name of the preset"
          labelHidden
          placeholder="Sales report of the ERP"
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
        <Button type="submit" busy={save.isPending} disabled={wanted === ''}>
          {replaces ? 'Replace the preset' : 'Save as preset'}
        </Button>
        {name && (
          <>
            <a
              className={buttons.button}
              href={addressOf(mappingEndpoints.presetFile, { params: { name } })}
              download
            >
              Download {name}
            </a>
            <Button busy={remove.isPending} onClick={() => remove.mutate()}>
              Remove {name}
            </Button>
          </>
        )}
        <input
          ref={chooser}
          type="file"
          accept=".json"
          hidden
          aria-label="Preset file"
          onChange={event => {
            const file = event.target.files?.[0];
            if (file) load.mutate(file);
            event.target.value = '';
          }}
        />
        <Button busy={load.isPending} onClick={() => chooser.current?.click()}>
          Load a preset file
        </Button>
      </form>
      {error && <Problem error={error} />}
    </Section>
  );
}
