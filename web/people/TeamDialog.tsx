import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Person, peopleEndpoints, type Team } from '../../contract/people.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './People.module.css';

interface TeamDialogProps {
  /** Undefined for a new one. */
  team: Team | undefined;
  people: readonly Person[];
  close: () => void;
}

export function TeamDialog({ team, people, close }: TeamDialogProps) {
  const queries = useQueryClient();
  const [name, setName] = useState(team?.name ?? '');
  const [territories, setTerritories] = useState(team?.territories.join(', ') ?? '');
  const [members, setMembers] = useState<readonly string[]>(team?.members ?? []);
  const onSuccess = async () => {
    await queries.invalidateQueries({ queryKey: [peopleEndpoints.teams.name] });
    await queries.invalidateQueries({ queryKey: [peopleEndpoints.people.name] });
    close();
  };
  const save = useMutation({
    mutationFn: () => {
      const body = { name, territories: territories.split(','), members: [...members] };
      return call(peopleEndpoints.saveTeam, { body: team ? { ...body, id: team.id } : body });
    },
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () => call(peopleEndpoints.removeTeam, { params: { id: team?.id ?? '' } }),
    onSuccess,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const title = team?.name ?? 'New team';
  const error = save.error ?? remove.error;
  return (
    <Dialog label={title} close={close}>
      <form className={classes.dialog} onSubmit={submit}>
        <h2>{title}</h2>
        <TextField label="Name" required value={name} onChange={event => setName(event.target.value)} />
        <TextField
          label="Territories"
          hint="Countries as the customers’ records write them, with commas between them"
          value={territories}
          onChange={event => setTerritories(event.target.value)}
        />
        <fieldset className={classes.roles}>
          <legend>Members</legend>
          {people.map(person => (
            <label key={person.id}>
              <input
                type="checkbox"
                checked={members.includes(person.id)}
                onChange={event =>
                  setMembers(
                    event.target.checked ? [...members, person.id] : members.filter(id => id !== person.id),
                  )
                }
              />
              {person.name}
            </label>
          ))}
        </fieldset>
        {error && <Problem error={error} />}
        <div className={classes.buttons}>
          <Button type="submit" kind="primary" busy={save.isPending}>
            Save
          </Button>
          <Button onClick={close}>Cancel</Button>
          {team && (
            <Button kind="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
              Remove the team
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
