import { RefusalError } from '../call.ts';

/** The only name of this machine that holds everywhere; browsers take passkeys at no number, and over http here only. */
const NAME = 'localhost';

/** Whether this browser takes passkeys at the address that the page is at. */
export function takesPasskeys(): boolean {
  return holdsHere() && 'parseCreationOptionsFromJSON' in (window.PublicKeyCredential ?? {});
}

/** The same server at the name where passkeys hold; undefined where one is there. */
export function passkeyAddress(): string | undefined {
  return holdsHere() ? undefined : `http://${NAME}:${location.port}`;
}

function holdsHere(): boolean {
  return location.protocol === 'https:' || location.hostname === NAME;
}

/** Has the browser make a passkey, which asks for finger, face or PIN. */
export async function madePasskey(question: object): Promise<RegistrationResponseJSON> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    question as PublicKeyCredentialCreationOptionsJSON,
  );
  const made = await navigator.credentials.create({ publicKey }).catch(refused);
  return (made as PublicKeyCredential).toJSON() as RegistrationResponseJSON;
}

/** Has a passkey sign the question. */
export async function signedByPasskey(question: object): Promise<AuthenticationResponseJSON> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    question as PublicKeyCredentialRequestOptionsJSON,
  );
  const signed = await navigator.credentials.get({ publicKey }).catch(refused);
  return (signed as PublicKeyCredential).toJSON() as AuthenticationResponseJSON;
}

/** Browsers give one reason for a dialog that was closed, one that took too long, and no passkey at hand. */
function refused(error: unknown): never {
  const known = error instanceof DOMException && error.name === 'InvalidStateError';
  const sentence = known
    ? 'This device holds a passkey of yours already: it is in the list.'
    : 'No passkey came: the browser’s dialog was closed or took too long, or none fits. Try again.';
  throw new RefusalError({ code: 'no-passkey', sentence });
}
