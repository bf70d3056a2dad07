import { peopleEndpoints } from '../../contract/people.ts';
import { cookieByLink } from '../signed-in.ts';
import { answerOf } from './answers.ts';

/** What a browser keeps of somebody who signed in by a link that the owner handed over. */
export async function cookieOfPerson(
  { url }: { url: () => string },
  { id, name }: { id: string; name: string },
): Promise<string> {
  const { address } = await answerOf(url(), peopleEndpoints.resetLink, { params: { id }, body: {} });
  const who = { name, email: `${id}@example.com`, password: 'a password of theirs' };
  return await cookieByLink((to, init) => fetch(url() + to, init), address, who);
}
