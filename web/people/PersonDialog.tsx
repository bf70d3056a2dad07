import type { RoleName } from '@clientele/engine';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type OneTimeLink, type Person, peopleEndpoints } from '../../contract/people.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './People.module.css';
import { PersonWays } from './PersonWays.tsx';
import { RoleFields } from './RoleFields.tsx';

interface PersonDialogProps {
  /** Undefined for a new one. */
  person: Person | undefined;
  close: () => void;
  linked: (link: OneTimeLink) => void;
}

/** Invites a person, or changes one: name, e-mail, roles, whose accounts are its own. */
export function PersonDialog({ person, close, linked }: PersonDialogProps) {
  const queries = useQueryClient();
  const [name, setName] = useState(person?.name ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [ownerName, setOwnerName] = useState(person?.ownerName ?? '');
  const [roles, setRoles] = useState((person?.roles ?? []) as readonly RoleName[]);
  const save = useMutation({
    mutationFn: async (): Promise<OneTimeLink | undefined> => {
      const body = { name, email: email || null, ownerName: ownerName || null, roles: [...roles] };
      if (!person) return (await call(peopleEndpoints.invite, { body })).link;
      await call(peopleEndpoints.changePerson, { params: { id: person.id }, body });
      return undefined;
    },
    onSuccess: async link => {
      // Roles of one's own may be others from now on.
      await queries.invalidateQueries();
      if (link) linked(link);
      else close();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const title = person?.name ?? 'Invite a person';
  return (
    <Dialog label={title} close={close}>
      <form className={classes.dialog} onSubmit={submit}>
        <h2>{title}</h2>
        <TextField label="Name" required value={name} onChange={event => setName(event.target.value)} />
        <TextField
          label="E-mail"
          type="email"
          hint={person ? undefined : 'Left out, the person gives it with the link'}
          value={email}
          onChange={event => setEmail(event.target.value)}
        />
        <RoleFields roles={roles} change={setRoles} />
        <TextField
          label="Owner of accounts, as files write it"
          hint={
            person
              ? 'Customers with this owner are the person’s own'
              : 'Customers with this owner are the person’s own; left out, the name above'
          }
          value={ownerName}
          onChange={event => setOwnerName(event.target.value)}
        />
        {save.error && <Problem error={save.error} />}
        <div className={classes.buttons}>
          <Button type="submit" kind="primary" busy={save.isPending} disabled={roles.length === 0}>
            {person ? 'Save' : 'Invite'}
          </Button>
          <Button onClick={close}>Cancel</Button>
          {person && <PersonWays person={person} close={close} linked={linked} />}
        </div>
      </form>
    </Dialog>
  );
}
