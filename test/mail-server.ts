import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface ArrivedLetter {
  readonly to: readonly string[];
  readonly subject: string;
  /** As a mail program shows it. */
  readonly text: string;
  /** As it came over the wire. */
  readonly raw: string;
}

/** A mail server on the loopback address that keeps what it gets (RFC 5321, as much of it as letters take). */
export async function startMailServer() {
  const letters: ArrivedLetter[] = [];
  const signedIn: string[] = [];
  const sockets = new Set<Socket>();
  const turned = { away: false };
  const server = createServer(socket => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    talk(socket, { letters, signedIn, turned });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** Of no user; the password of one would stand in it. */
    url: `smtp://127.0.0.1:${port}`,
    port,
    letters,
    /** What clients signed in with, as `user password`. */
    signedIn,
    /** Whether it takes nobody’s letters. */
    turned,
    /** Waits until so many letters came; the test's own limit of time ends it where they do not. */
    async arrived(count: number): Promise<readonly ArrivedLetter[]> {
      while (letters.length < count) await new Promise(resolve => setTimeout(resolve, 10));
      return letters;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
export type MailServer = Awaited<ReturnType<typeof startMailServer>>;

interface Kept {
  readonly letters: ArrivedLetter[];
  readonly signedIn: string[];
  readonly turned: { away: boolean };
}

function talk(socket: Socket, { letters, signedIn, turned }: Kept): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let to: string[] = [];
  let body: string[] | undefined;
  let rest = '';
  const hear = (line: string) => {
    if (body) {
      if (line !== '.') return body.push(line.replace(/^\./, ''));
      letters.push(letterOf(to, body.join('\r\n')));
      [to, body] = [[], undefined];
      return say('250 kept');
    }
    const [verb = '', argument = ''] = line.split(/\s+(.*)/);
    if (/^EHLO$/i.test(verb)) return say('250-mail.test\r\n250 AUTH PLAIN');
    if (/^AUTH$/i.test(verb)) {
      const [, user, password] = Buffer.from(argument.split(' ')[1] ?? '', 'base64')
        .toString()
        .split('\0');
      signedIn.push(`${user} ${password}`);
      return say('235 welcome');
    }
    if (/^MAIL$/i.test(verb)) return say(turned.away ? '451 not now' : '250 yes');
    if (/^RCPT$/i.test(verb)) {
      to.push(/<(.*)>/.exec(argument)?.[1] ?? '');
      return say('250 yes');
    }
    if (/^DATA$/i.test(verb)) {
      body = [];
      return say('354 go on');
    }
    return say(/^QUIT$/i.test(verb) ? '221 bye' : '250 yes');
  };
  socket.on('error', () => undefined);
  socket.on('data', bytes => {
    const lines = (rest + bytes.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
  say('220 mail.test');
}

function letterOf(to: readonly string[], raw: string): ArrivedLetter {
  const [head = '', ...paragraphs] = raw.split('\r\n\r\n');
  const body = paragraphs.join('\r\n\r\n');
  const plain = /^Content-Transfer-Encoding: quoted-printable/im.test(head) ? unquoted(body) : body;
  const subject = /^Subject: (.*)$/im.exec(head)?.[1]?.trim() ?? '';
  return { to, subject, raw, text: plain.replaceAll('\r\n', '\n') };
}

function unquoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, byte) => String.fromCharCode(Number.parseInt(byte, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
