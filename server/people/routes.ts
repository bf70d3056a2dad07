import { passkeyEndpoints } from '../../contract/passkeys.ts';
import { peopleEndpoints } from '../../contract/people.ts';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { viewingEndpoints } from '../../contract/viewing.ts';
import type { Bind } from '../routing.ts';
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  dropSession,
  endSecondFactor,
  meAnswer,
  sessionsAnswer,
} from './account.ts';
import { dropKey, keysAnswer, makeKey } from './keys.ts';
import { forgotPassword } from './links.ts';
import { beginPasskeySignIn, passkeySignIn } from './passkey-sign-in.ts';
import { beginPasskey, dropPasskey, keepPasskey, passkeysAnswer } from './passkeys.ts';
import { changePerson, invite, type PeopleStores, peopleAnswer, removePerson, resetLink } from './people.ts';
import { beginProviderSignIn, finishProviderSignIn } from './provider-sign-in.ts';
import { finishSignIn, redeemLink, seeLink, signIn, signOut, waysAnswer } from './sign-in.ts';
import { dropTeam, saveTeam, teamsAnswer } from './teams.ts';
import { viewedAs, viewingOver } from './viewing.ts';

export function bindPeople(bind: Bind, stores: PeopleStores): void {
  bind(peopleEndpoints.me, ({ scope, ...who }) => meAnswer(stores, scope, who));
  bind(peopleEndpoints.people, ({ scope }) => peopleAnswer(stores, scope));
  bind(peopleEndpoints.invite, ({ scope, body }) => invite(stores, scope, body));
  bind(peopleEndpoints.changePerson, ({ scope, params, body }) =>
    changePerson(stores, scope, { ...body, ...params }),
  );
  bind(peopleEndpoints.removePerson, ({ scope, params }) => removePerson(stores, scope, params.id));
  bind(peopleEndpoints.resetLink, ({ scope, params, body }) =>
    resetLink(stores, scope, { ...body, ...params }),
  );
  bind(peopleEndpoints.teams, ({ scope }) => teamsAnswer(stores, scope));
  bind(peopleEndpoints.saveTeam, ({ scope, body }) => saveTeam(stores, scope, body));
  bindViewing(bind, stores);
  bind(peopleEndpoints.removeTeam, ({ scope, params }) => dropTeam(stores, scope, params.id));
}

function bindViewing(bind: Bind, stores: PeopleStores): void {
  bind(viewingEndpoints.viewAs, ({ scope, headers, body }) => viewedAs(stores, scope, { headers, ...body }));
  bind(viewingEndpoints.endViewing, ({ scope, headers }) => viewingOver(stores, scope, headers));
}

export function bindSignIn(bind: Bind, stores: PeopleStores): void {
  bind(signInEndpoints.signInWays, async () => waysAnswer(stores));
  bind(signInEndpoints.signIn, ({ scope, body, ...asking }) => signIn(stores, scope, { ...asking, ...body }));
  bind(signInEndpoints.secondFactor, ({ scope, headers, body }) =>
    finishSignIn(stores, scope, { headers, ...body }),
  );
  bind(signInEndpoints.seeLink, ({ scope, body }) => seeLink(stores, scope, body.token));
  bind(signInEndpoints.redeemLink, ({ scope, body, ...asking }) =>
    redeemLink(stores, scope, { ...asking, ...body }),
  );
  bind(signInEndpoints.forgotPassword, ({ scope, address, body }) =>
    forgotPassword(stores, scope, { address, ...body }),
  );
  bind(signInEndpoints.beginProviderSignIn, ({ scope, body, ...asking }) =>
    beginProviderSignIn(stores, scope, { ...asking, ...body }),
  );
  bind(signInEndpoints.finishProviderSignIn, ({ scope, body, ...asking }) =>
    finishProviderSignIn(stores, scope, { ...asking, ...body }),
  );
  bind(signInEndpoints.signOut, ({ headers }) => signOut(stores, { headers }));
  bind(signInEndpoints.sessions, ({ scope, headers }) => sessionsAnswer(stores, scope, { headers }));
  bind(signInEndpoints.endSession, ({ scope, headers, params }) =>
    dropSession(stores, scope, { headers, ...params }),
  );
  bind(signInEndpoints.changePassword, ({ scope, headers, body }) =>
    changePassword(stores, scope, { headers, ...body }),
  );
  bind(signInEndpoints.beginSecondFactor, ({ scope, headers, body }) =>
    beginSecondFactor(stores, scope, { headers, ...body }),
  );
  bind(signInEndpoints.confirmSecondFactor, ({ scope, headers, body }) =>
    confirmSecondFactor(stores, scope, { headers, ...body }),
  );
  bind(signInEndpoints.endSecondFactor, ({ scope, headers, body }) =>
    endSecondFactor(stores, scope, { headers, ...body }),
  );
  bind(signInEndpoints.apiKeys, ({ scope }) => keysAnswer(stores, scope));
  bind(signInEndpoints.makeApiKey, ({ scope, body, rights }) => makeKey(stores, scope, body, rights));
  bind(signInEndpoints.removeApiKey, ({ scope, params }) => dropKey(stores, scope, params.id));
}

export function bindPasskeys(bind: Bind, stores: PeopleStores): void {
  bind(passkeyEndpoints.passkeys, ({ scope, headers }) => passkeysAnswer(stores, scope, { headers }));
  bind(passkeyEndpoints.beginPasskey, ({ scope, headers, body }) =>
    beginPasskey(stores, scope, { headers, ...body }),
  );
  bind(passkeyEndpoints.addPasskey, ({ scope, headers, body }) =>
    keepPasskey(stores, scope, { headers, ...body }),
  );
  bind(passkeyEndpoints.removePasskey, ({ scope, headers, params }) =>
    dropPasskey(stores, scope, { headers, ...params }),
  );
  bind(passkeyEndpoints.beginPasskeySignIn, ({ scope }) => beginPasskeySignIn(stores, scope));
  bind(passkeyEndpoints.passkeySignIn, ({ scope, body, ...asking }) =>
    passkeySignIn(stores, scope, { ...asking, ...body }),
  );
}
