import { setTimeout as after } from 'node:timers/promises';
import type { Scope } from '@clientele/engine';
import type { Ledger } from '../ledger/ledger.ts';
import { type CodedField, sumLatestMonth } from './field-sums-store.ts';

/** Makes sums by the values of a field, which whoever asked once would otherwise wait for lines again. */
export interface FieldSums {
  /**
   * Has what is missing of a field made, month by month, in the background; what is made already is left.
   * @param lines of the whole book: few are added up in no time, and nothing is made
   */
  make(coded: CodedField, lines: number): void;
  /** How often something was made: for as long as it is no more, the same months have sums. */
  made(): number;
  /** Resolves once nothing is being made. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const LINES_LEAST = 2_000_000;

export function openFieldSums(
  ledger: Pick<Ledger, 'writeBeside'>,
  scope: Scope,
  linesLeast = LINES_LEAST,
): FieldSums {
  /** The latest of each field. */
  const wanted = new Map<string, CodedField>();
  let made = 0;
  let closed = false;
  let making: Promise<void> | undefined;
  /** @returns whether it was the last */
  const madeMonth = async (coded: CodedField): Promise<boolean> => {
    try {
      const month = await ledger.writeBeside(writer => sumLatestMonth(scope, writer, coded));
      made += 1;
      return month === undefined;
    } catch (error) {
      if (!closed) console.error(`Sums by ${coded.field} could not be made: ${String(error)}`);
      return true;
    }
  };
  const work = async () => {
    for (let [coded] = wanted.values(); coded && !closed; [coded] = wanted.values()) {
      const started = performance.now();
      const done = await madeMonth(coded);
      if (done && wanted.get(coded.field) === coded) wanted.delete(coded.field);
      // As long again is left to whoever asks meanwhile.
      await after(performance.now() - started);
    }
    making = undefined;
  };
  return {
    make: (coded, lines) => {
      if (lines < linesLeast) return;
      wanted.set(coded.field, coded);
      making ??= work();
    },
    made: () => made,
    idle: async () => {
      await making;
    },
    close: async () => {
      closed = true;
      await making;
    },
  };
}
