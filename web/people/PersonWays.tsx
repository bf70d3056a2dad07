import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type OneTimeLink, type Person, peopleEndpoints } from '../../contract/people.ts';
import { viewingEndpoints } from '../../contract/viewing.ts';
import { call } from '../call.ts';
import { useMay } from '../me.ts';
import { goOn } from '../sign-in.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { useWays } from './ways.ts';

interface PersonWaysProps {
  person: Person;
  close: () => void;
  linked: (link: OneTimeLink) => void;
}

/** How a person comes in again, is looked through the eyes of, and goes. Removing asks once more. */
export function PersonWays({ person, close, linked }: PersonWaysProps) {
  const queries = useQueryClient();
  const mailed = (useWays()?.mail ?? false) && person.email !== null;
  const [sure, setSure] = useState(false);
  const params = { id: person.id };
  const link = useMutation({
    mutationFn: (body: { withoutSecondFactor?: boolean; byHand?: boolean }) =>
      call(peopleEndpoints.resetLink, { params, body }),
    onSuccess: async made => {
      await queries.invalidateQueries({ queryKey: [peopleEndpoints.people.name] });
      linked(made);
    },
  });
  const remove = useMutation({
    mutationFn: () => call(peopleEndpoints.removePerson, { params }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  const may = useMay('people.view');
  const view = useMutation({
    mutationFn: () => call(viewingEndpoints.viewAs, { body: { person: person.id } }),
    onSuccess: () => goOn('/'),
  });
  const problem = link.error ?? remove.error ?? view.error;
  return (
    <>
      <Button kind="quiet" busy={link.isPending} onClick={() => link.mutate({})}>
        {mailed ? 'Mail a new link' : 'New link'}
      </Button>
      {mailed && (
        <Button kind="quiet" busy={link.isPending} onClick={() => link.mutate({ byHand: true })}>
          New link to hand over
        </Button>
      )}
      {(person.secondFactor || person.passkeys > 0) && (
        <Button kind="quiet" busy={link.isPending} onClick={() => link.mutate({ withoutSecondFactor: true })}>
          New link without second factor
        </Button>
      )}
      {may && (
        <Button kind="quiet" busy={view.isPending} onClick={() => view.mutate()}>
          View as {person.name}
        </Button>
      )}
      {sure ? (
        <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
          Remove {person.name}, sessions and keys included
        </Button>
      ) : (
        <Button kind="quiet" onClick={() => setSure(true)}>
          Remove
        </Button>
      )}
      {problem && <Problem error={problem} />}
    </>
  );
}
