import type { RefusalAnswer } from '../contract/endpoint.ts';

/** The command line itself cannot be understood, or names a file that cannot be read: exit 2. */
export class WrongUsage extends Error {
  /** The one line of usage that helps; empty where only the sentence does. */
  readonly usage: string;

  constructor(sentence: string, usage = '') {
    super(sentence);
    this.name = 'WrongUsage';
    this.usage = usage;
  }
}

/** The server understood and refused: exit 1. */
export class RefusedRequest extends Error {
  readonly answer: RefusalAnswer;

  constructor(answer: RefusalAnswer) {
    super(answer.sentence);
    this.name = 'RefusedRequest';
    this.answer = answer;
  }
}

/** Something broke that the asker cannot mend by asking differently: exit 3. */
export class Fault extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'Fault';
  }
}

/** The code of a system error such as ENOENT. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
