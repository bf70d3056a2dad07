import { useQuery } from '@tanstack/react-query';
import { wallEndpoints } from '../../contract/walls.ts';
import { reading } from '../call.ts';
import { SelectField } from '../ui/Field.tsx';

interface PersonFieldProps {
  value: string;
  choose: (person: string) => void;
}

/** One of the people who have not left, each with the roles that say how far they see without walls. */
export function PersonField({ value, choose }: PersonFieldProps) {
  const people = useQuery(reading(wallEndpoints.wallPeople));
  const nobody = people.data?.length === 0;
  const choices = (people.data ?? []).map(({ id, name, roles }) => ({
    value: id,
    text: [name, roles.join(', ')].filter(Boolean).join(' · '),
  }));
  return (
    <SelectField
      label="Person"
      value={value}
      hint={nobody && 'Nobody is in the list of people yet; an owner adds them on the People page'}
      problem={people.error ? `The people could not be read: ${people.error.message}` : undefined}
      choices={[{ value: '', text: 'Choose' }, ...choices]}
      onChange={event => choose(event.target.value)}
    />
  );
}
