import { createInterface } from 'node:readline/promises';

/** Asks at the terminal; nobody says yes where there is none. The question goes to standard error, out of the answer's way. */
export async function saidYes(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asking.question(`${question} y/N `)).trim());
  } finally {
    asking.close();
  }
}
