/** A request or a start that is refused for a reason its asker can act on: a stable code and one sentence to read. */
export class Refusal extends Error {
  readonly code: string;
  readonly problems: readonly RefusalProblem[];

  constructor(code: string, sentence: string, problems: readonly RefusalProblem[] = []) {
    super(sentence);
    this.name = 'Refusal';
    this.code = code;
    this.problems = problems;
  }
}

export interface RefusalProblem {
  readonly where: string;
  readonly what: string;
  readonly mend: string;
}

/** What each store says when the disk is full: Node.js, PostgreSQL, and DuckDB, which has no code for it. */
export function diskFull(error: unknown): Refusal | undefined {
  const { code } = error as { code?: unknown };
  if (code !== 'ENOSPC' && code !== '53100' && !/No space left on device/.test(String(error)))
    return undefined;
  return new Refusal(
    'disk-full',
    'The disk of the data folder is full, and nothing was changed: free some space and try again.',
  );
}

/** The one place where a refusal gets its HTTP status; what is not listed is a conflict with the state of things. */
const STATUS: Readonly<Record<string, 400 | 401 | 403 | 404 | 408 | 413 | 422 | 429>> = {
  'not-found': 404,
  'not-asked-right': 400,
  'unknown-period': 400,
  'unknown-field': 400,
  'unknown-figure': 404,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-whole': 403,
  'views-as-another': 403,
  'wrong-host': 403,
  'other-origin': 403,
  'model-refused': 422,
  'scenario-refused': 422,
  'upload-stalled': 408,
  'wrong-password': 403,
  'wrong-code': 403,
  'passkey-refused': 403,
  'provider-refused': 403,
  'not-invited': 403,
  'link-over': 404,
  'too-many-attempts': 429,
};

export function statusOf(refusal: Refusal): 400 | 401 | 403 | 404 | 408 | 409 | 413 | 422 | 429 {
  return STATUS[refusal.code] ?? 409;
}

export function refusalBody({ code, message, problems }: Refusal) {
  return { code, sentence: message, ...(problems.length > 0 ? { problems: [...problems] } : {}) };
}
