import type { Transporter } from 'nodemailer';
import { Refusal } from '../errors.ts';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mail {
  /** False where it could not be sent: the console says why, without whom it was for. */
  send(letter: Letter): Promise<boolean>;
}

const PATIENCE_MS = 8_000;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Mail as the environment sets it up; undefined where it does not. nodemailer is loaded for the first letter. */
export function openMail(env: Readonly<Record<string, string | undefined>>): Mail | undefined {
  const { CLIENTELE_SMTP_URL: server, CLIENTELE_MAIL_FROM: from } = env;
  if (!server && !from) return undefined;
  if (!server || !from)
    throw new Refusal(
      'mail-settings',
      'Mail takes CLIENTELE_SMTP_URL and CLIENTELE_MAIL_FROM: set the other one too, or neither.',
    );
  if (!/^[^\s@]+@[^\s@]+$|^[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>$/.test(from))
    throw new Refusal(
      'mail-settings',
      `CLIENTELE_MAIL_FROM is "${from}", which is no sender: write one such as Clientele <clientele@example.com>.`,
    );
  const url = serverIn(server);
  let opening: Promise<Transporter> | undefined;
  return {
    async send({ to, subject, text }) {
      try {
        opening ??= transporter(url);
        const headers = { 'Auto-Submitted': 'auto-generated' };
        // As an object it is one address, whatever stands in it.
        await (await opening).sendMail({ from, to: { name: '', address: to }, subject, text, headers });
        return true;
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        console.error(`mail: a letter could not be sent (${responseCode ?? code ?? 'no reason given'})`);
        return false;
      }
    },
  };
}

/** Never told in a sentence: a password may stand in it. */
function serverIn(text: string): URL {
  const url = URL.parse(text);
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return url;
  throw new Refusal(
    'mail-settings',
    'CLIENTELE_SMTP_URL names no mail server: write it such as smtps://user:password@mail.example.com, with %40 for an @ in the password.',
  );
}

async function transporter(url: URL): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const secure = url.protocol === 'smtps:';
  const here = LOOPBACK.test(url.hostname);
  return createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // Links go nowhere in clear, except inside this machine.
    requireTLS: !here,
    ignoreTLS: here,
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
