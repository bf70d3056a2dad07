import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const PRESENT = 1;
const VERIFIED = 4;
const NEW_CREDENTIAL = 64;

interface Asked {
  readonly challenge: string;
  readonly origin: string;
  /** As the authenticator takes it from the page; `localhost` unless said. */
  readonly name?: string;
  /** Whether a finger, a face or a PIN was asked for; yes unless said. */
  readonly verified?: boolean;
  readonly count?: number;
}

/** A passkey as a device would hold it, for what no browser would do (WebAuthn level 2, ES256, no attestation). */
export function authenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credential = {
    ...{ id: id.toString('base64url'), rawId: id.toString('base64url') },
    ...{ type: 'public-key', clientExtensionResults: {} },
  };
  const held = (asked: Asked, flags: number) => {
    const { name = 'localhost', verified = true, count = 0 } = asked;
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(count);
    const flag = Buffer.from([flags | PRESENT | (verified ? VERIFIED : 0)]);
    return Buffer.concat([createHash('sha256').update(name).digest(), flag, counted]);
  };
  return {
    made(asked: Asked) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const key = map([
        [cbor(1), cbor(2)],
        [cbor(3), cbor(-7)],
        [cbor(-1), cbor(1)],
        [cbor(-2), cbor(Buffer.from(x, 'base64url'))],
        [cbor(-3), cbor(Buffer.from(y, 'base64url'))],
      ]);
      const data = Buffer.concat([held(asked, NEW_CREDENTIAL), Buffer.alloc(16), length, id, key]);
      const attestation = map([
        [cbor('fmt'), cbor('none')],
        [cbor('attStmt'), map([])],
        [cbor('authData'), cbor(data)],
      ]);
      const clientDataJSON = clientData('webauthn.create', asked).toString('base64url');
      return {
        ...credential,
        response: { clientDataJSON, attestationObject: attestation.toString('base64url') },
      };
    },
    signed(asked: Asked) {
      const client = clientData('webauthn.get', asked);
      const data = held(asked, 0);
      const hash = createHash('sha256').update(client).digest();
      const signature = sign('sha256', Buffer.concat([data, hash]), privateKey).toString('base64url');
      const response = {
        ...{ clientDataJSON: client.toString('base64url'), signature },
        authenticatorData: data.toString('base64url'),
      };
      return { ...credential, response };
    },
  };
}

function clientData(type: string, { challenge, origin }: Asked): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** Of RFC 8949 what a passkey takes: small integers, short texts and bytes. */
function cbor(value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  const bytes = Buffer.from(value as string);
  return Buffer.concat([head(typeof value === 'string' ? 3 : 2, bytes.length), bytes]);
}

function map(pairs: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
}

function head(kind: number, size: number): Buffer {
  return size < 24 ? Buffer.from([(kind << 5) | size]) : Buffer.from([(kind << 5) | 24, size]);
}
