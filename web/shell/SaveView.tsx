import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type View, viewEndpoints } from '../../contract/views.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './Views.module.css';
import { openedAddress } from './view-address.ts';

interface SaveViewProps {
  /** Of the page as it stands. */
  address: string;
  opened: View | undefined;
  /** Whether the page no longer stands as the opened view has it. */
  changed: boolean;
  close: () => void;
}

/** Keeps the page as it stands: in the place of the view that was opened, or as a new one under a name. */
export function SaveView({ address, opened, changed, close }: SaveViewProps) {
  const queries = useQueryClient();
  const router = useRouter();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: (same: View | undefined) =>
      call(viewEndpoints.saveView, {
        body: same
          ? { id: same.id, revision: same.revision, name: same.name, note: same.note, address }
          : { name, note, address },
      }),
    onSuccess: async view => {
      await queries.invalidateQueries({ queryKey: [viewEndpoints.views.name] });
      close();
      router.history.replace(openedAddress(view));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  const back = (view: View) => {
    close();
    router.history.push(openedAddress(view));
  };
  return (
    <div className={classes.save}>
      {opened && changed && (
        <div className={classes.form}>
          <Button busy={save.isPending} onClick={() => save.mutate(opened)}>
            Save the changes
          </Button>
          <Button kind="quiet" onClick={() => back(opened)}>
            Back to it
          </Button>
        </div>
      )}
      <form className={classes.fields} onSubmit={submit}>
        <TextField label="Name" value={name} onChange={event => setName(event.target.value)} />
        <TextField label="Note, if any" value={note} onChange={event => setNote(event.target.value)} />
        <Button type="submit" kind="primary" disabled={name.trim() === ''} busy={save.isPending}>
          Save this view
        </Button>
      </form>
      {save.error && <Problem error={save.error} />}
    </div>
  );
}
