import { styleText } from 'node:util';

export type Tone = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Where a command answers: figures to standard output, all else to standard error. */
export interface Screen {
  /** Columns of the terminal; undefined when the output goes to a file or another program. */
  readonly columns: number | undefined;
  line(text?: string): void;
  json(value: unknown): void;
  say(text: string): void;
  /** One line that is overwritten by the next; nothing unless standard error is a terminal. */
  progress(text: string): void;
  tone(tone: Tone, text: string): string;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

interface ScreenOptions {
  readonly out: Terminal;
  readonly error: Terminal;
  readonly colours: boolean;
}

export function screenOn({ out, error, colours }: ScreenOptions): Screen {
  let progressShown = false;
  const clear = () => {
    if (progressShown) error.write('\r\u001b[K');
    progressShown = false;
  };
  return {
    columns: out.isTTY ? (out.columns ?? 80) : undefined,
    line(text = '') {
      clear();
      out.write(`${text}\n`);
    },
    json(value) {
      clear();
      out.write(`${JSON.stringify(value, null, out.isTTY ? 2 : 0)}\n`);
    },
    say(text) {
      clear();
      error.write(`${text}\n`);
    },
    progress(text) {
      if (!error.isTTY) return;
      clear();
      const fitting = text.slice(0, (error.columns ?? 80) - 1);
      if (fitting !== '') error.write(fitting);
      progressShown = fitting !== '';
    },
    tone: (tone, text) => (colours && out.isTTY ? styleText(tone, text, { validateStream: false }) : text),
  };
}

/** What others wrote (names, file names, sentences), without what would steer the terminal. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}
