import { ROLES, type RoleName } from '@clientele/engine';
import { useMe } from '../me.ts';
import { Empty } from '../ui/Empty.tsx';
import { usePlace } from '../ui/place.ts';
import { Section } from '../ui/Section.tsx';
import { ApiKeys } from './ApiKeys.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { Passkeys } from './Passkeys.tsx';
import classes from './People.module.css';
import { SecondFactor } from './SecondFactor.tsx';
import { Sessions } from './Sessions.tsx';

/** What is one's own: sessions, passkeys, second factor, password, API keys. */
export function AccountPage() {
  usePlace('My account');
  const me = useMe();
  if (!me) return null;
  if (!me.account) return <Empty title="No account">Whoever works over the data folder needs none.</Empty>;
  return (
    <>
      <Section title={me.name} note={me.email}>
        <ul className={classes.list} aria-label="Roles">
          {me.roles.map(role => (
            <li key={role}>
              {ROLES[role as RoleName]?.label ?? role}. {ROLES[role as RoleName]?.purpose}
            </li>
          ))}
        </ul>
      </Section>
      <Sessions />
      <Passkeys />
      <SecondFactor on={me.secondFactor} />
      <ChangePassword email={me.email ?? ''} />
      <ApiKeys me={me} />
    </>
  );
}
