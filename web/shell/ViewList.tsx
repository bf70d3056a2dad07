import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, type MouseEvent, useState } from 'react';
import { type View, viewEndpoints } from '../../contract/views.ts';
import { call, reading } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './Views.module.css';
import { openedAddress } from './view-address.ts';

interface ViewListProps {
  /** Id of the view on the page. */
  opened: string | undefined;
  close: () => void;
}

/** The saved views, each to open, rename and remove; what is gone says so, and does not open. */
export function ViewList({ opened, close }: ViewListProps) {
  const asked = useQuery({ ...reading(viewEndpoints.views), staleTime: 0 });
  const [renamed, setRenamed] = useState<string>();
  if (asked.error) return <Problem title="The views could not be read" error={asked.error} />;
  if (!asked.data) return null;
  if (asked.data.length === 0)
    return (
      <p className={classes.note}>
        A view keeps this page as it stands, with its period, filters and sort, under a name.
      </p>
    );
  return (
    <ul className={classes.views} aria-label="Saved views">
      {asked.data.map(view => (
        <li key={view.id} aria-current={view.id === opened ? 'true' : undefined}>
          {view.id === renamed ? (
            <Rename view={view} done={() => setRenamed(undefined)} />
          ) : (
            <Saved view={view} close={close} rename={() => setRenamed(view.id)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Saved({ view, close, rename }: { view: View; close: () => void; rename: () => void }) {
  const router = useRouter();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(viewEndpoints.removeView, { params: { id: view.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [viewEndpoints.views.name] }),
  });
  const open = (event: MouseEvent) => {
    // With a key held it opens elsewhere, as links do.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    close();
    router.history.push(openedAddress(view));
  };
  const by = `saved by ${view.by} on ${view.at.slice(0, 10)}`;
  return (
    <>
      <div className={classes.view}>
        {view.gone === null ? (
          <a href={openedAddress(view)} onClick={open} title={by} className={classes.name}>
            {view.name}
          </a>
        ) : (
          <span title={by} className={classes.name}>
            {view.name}
          </span>
        )}
        <Button kind="quiet" aria-label={`Rename ${view.name}`} onClick={rename}>
          Rename
        </Button>
        <Button
          kind="quiet"
          aria-label={`Remove ${view.name}`}
          busy={remove.isPending}
          onClick={() => remove.mutate()}
        >
          Remove
        </Button>
      </div>
      {view.gone === null ? (
        <p className={classes.note}>{[view.page, view.note].filter(Boolean).join(' · ')}</p>
      ) : (
        <p className={classes.gone}>{view.gone}</p>
      )}
      {remove.error && <Problem error={remove.error} />}
    </>
  );
}

function Rename({ view, done }: { view: View; done: () => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState(view.name);
  const { id, revision, address, note } = view;
  const save = useMutation({
    mutationFn: () => call(viewEndpoints.saveView, { body: { id, revision, address, note, name } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [viewEndpoints.views.name] });
      done();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextField
        label={`New name of ${view.name}`}
        labelHidden
        value={name}
        autoFocus
        problem={save.error?.message}
        onChange={event => setName(event.target.value)}
      />
      <Button type="submit" disabled={name.trim() === ''} busy={save.isPending}>
        Rename
      </Button>
      <Button kind="quiet" onClick={done}>
        Cancel
      </Button>
    </form>
  );
}
