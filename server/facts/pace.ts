/** How fast a file is read, as of late. */
export interface PaceNow {
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

interface Step {
  readonly ms: number;
  readonly share: number;
  readonly rows: number;
}

const KNOWN_AFTER_MS = 500;
/** Half of the weight lies on the last so many milliseconds. */
const HALF_LIFE_MS = 4000;

/**
 * The pace of one reading: a mean in which what is long ago counts less and less. Moments are milliseconds of a clock that
 * only goes forward (`performance.now`), never the time of day, which jumps.
 */
export class Pace {
  readonly #begin: Step;
  #last: Step;
  #weight = 0;
  #rowsPerMs = 0;
  #sharePerMs = 0;

  constructor(ms: number) {
    this.#begin = { ms, share: 0, rows: 0 };
    this.#last = this.#begin;
  }

  step(ms: number, share: number, rows: number): void {
    const passed = ms - this.#last.ms;
    if (passed <= 0) return;
    const kept = 2 ** (-passed / HALF_LIFE_MS);
    const weight = kept * this.#weight + (1 - kept);
    const mean = (before: number, now: number) => (kept * this.#weight * before + (1 - kept) * now) / weight;
    this.#rowsPerMs = mean(this.#rowsPerMs, (rows - this.#last.rows) / passed);
    this.#sharePerMs = mean(this.#sharePerMs, (share - this.#last.share) / passed);
    this.#weight = weight;
    this.#last = { ms, share, rows };
  }

  get now(): PaceNow {
    const { ms, share } = this.#last;
    if (ms - this.#begin.ms < KNOWN_AFTER_MS) return { rowsPerSecond: null, secondsLeft: null };
    return {
      rowsPerSecond: Math.round(this.#rowsPerMs * 1000),
      secondsLeft:
        this.#sharePerMs > 0 && share < 1
          ? Math.max(1, Math.round((1 - share) / this.#sharePerMs / 1000))
          : null,
    };
  }
}
