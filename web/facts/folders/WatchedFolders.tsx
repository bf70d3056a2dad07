import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { mappingEndpoints } from '../../../contract/mapping.ts';
import { type WatchedFolder as Folder, watchedEndpoints } from '../../../contract/watched.ts';
import { call, reading } from '../../call.ts';
import { paths } from '../../links.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Section } from '../../ui/Section.tsx';
import { momentText } from '../batch-text.ts';
import classes from './Folders.module.css';

const POLL_MS = 10_000;

/** Folders of the server that are looked into by themselves: what is put there is imported. */
export function WatchedFolders() {
  const asked = useQuery({ ...reading(watchedEndpoints.watchedFolders), refetchInterval: POLL_MS });
  return (
    <div id="folders" className={classes.folders}>
      <Section
        title="Watched folders"
        note="what is put there is imported by itself, once it has stopped growing"
      >
        {asked.error && <Problem title="The watched folders could not be read" error={asked.error} />}
        {asked.data && asked.data.length > 0 && (
          <ul className={classes.list}>
            {asked.data.map(folder => (
              <FolderLine key={folder.id} folder={folder} />
            ))}
          </ul>
        )}
        {asked.data?.length === 0 && (
          <p className={classes.muted}>None yet. Name a folder of the machine that the server runs on.</p>
        )}
        <AddFolder />
      </Section>
    </div>
  );
}

function FolderLine({ folder }: { folder: Folder }) {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(watchedEndpoints.unwatchFolder, { params: { id: folder.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [watchedEndpoints.watchedFolders.name] }),
  });
  const newest = folder.files.toSorted((a, b) => b.modifiedAt.localeCompare(a.modifiedAt))[0];
  const troubled = folder.files.filter(file => file.sentence !== null && file.state !== 'unchanged');
  return (
    <li className={classes.folder}>
      <b>{folder.path}</b>
      <span className={classes.muted}>{folder.preset ?? 'by the headings'}</span>
      <span className={folder.sentence ? classes.loss : classes.muted}>
        {folder.sentence ??
          (newest ? `Last ${newest.name}, ${momentText(newest.modifiedAt)}` : 'No file yet')}
      </span>
      <Button
        kind="quiet"
        busy={remove.isPending}
        aria-label={`Watch ${folder.path} no more`}
        onClick={() => remove.mutate()}
      >
        Remove
      </Button>
      {troubled.length > 0 && (
        <ul className={classes.troubled}>
          {troubled.slice(0, TROUBLED_SHOWN).map(file => (
            <li key={file.name}>
              <FileName file={file} />{' '}
              <span className={file.state === 'kept' ? classes.muted : classes.loss}>
                {file.state === 'kept' && 'Imported. '}
                {file.sentence}
              </span>
            </li>
          ))}
        </ul>
      )}
      {remove.error && <Problem error={remove.error} />}
    </li>
  );
}

const TROUBLED_SHOWN = 5;

/** A file that was taken in leads to its import. */
function FileName({ file }: { file: Folder['files'][number] }) {
  if (file.batch === null) return <b>{file.name}</b>;
  return (
    <Link
      to={paths.intake}
      search={before => ({ ...before, batch: file.batch ?? undefined, row: undefined })}
    >
      {file.name}
    </Link>
  );
}

function AddFolder() {
  const queries = useQueryClient();
  const presets = useQuery(reading(mappingEndpoints.presets));
  const [path, setPath] = useState('');
  const [preset, setPreset] = useState('');
  const add = useMutation({
    mutationFn: () =>
      call(watchedEndpoints.watchFolder, { body: { path: path.trim(), ...(preset && { preset }) } }),
    onSuccess: async () => {
      setPath('');
      await queries.invalidateQueries({ queryKey: [watchedEndpoints.watchedFolders.name] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== '') add.mutate();
  };
  return (
    <form className={classes.add} onSubmit={submit}>
      <TextField
        label="Folder"
        labelHidden
        placeholder="Full path of a folder"
        value={path}
        problem={add.error?.message}
        onChange={event => setPath(event.target.value)}
      />
      <SelectField
        label="Read as"
        labelHidden
        value={preset}
        choices={[
          { value: '', text: 'Read by the headings' },
          ...(presets.data ?? []).map(({ name }) => ({ value: name, text: `Preset ${name}` })),
        ]}
        onChange={event => setPreset(event.target.value)}
      />
      <Button type="submit" busy={add.isPending} disabled={path.trim() === ''}>
        Watch the folder
      </Button>
    </form>
  );
}
