import { setTimeout as after } from 'node:timers/promises';
import type { Scope } from '@clientele/engine';
import { keptSlots } from './kept-slots.ts';
import { type SlotLedger, type SumsAsked, slotKey } from './period-slots.ts';
import { readSlot, slotsThereAre } from './period-slots-store.ts';

interface Wanted {
  readonly scope: Scope;
  readonly asked: SumsAsked;
}

interface Ahead {
  readonly wanted: Map<string, Wanted>;
  working: Promise<void> | undefined;
  closed: boolean;
  customersLeast: number;
}

/** A ledger groups the sums of fewer in no time. */
const CUSTOMERS_LEAST = 10_000;

const aheads = new WeakMap<object, Ahead>();

function aheadOf(ledger: object): Ahead {
  const ahead = aheads.get(ledger) ?? {
    wanted: new Map(),
    working: undefined,
    closed: false,
    customersLeast: CUSTOMERS_LEAST,
  };
  aheads.set(ledger, ahead);
  return ahead;
}

/** Has all months and years of some sums read in the background, as far as there is room. */
export function readAhead(scope: Scope, ledger: SlotLedger, asked: SumsAsked): void {
  const ahead = aheadOf(ledger);
  if (ahead.closed) return;
  ahead.wanted.set(JSON.stringify(asked), { scope, asked });
  ahead.working ??= work(ledger, ahead);
}

/** From how many customers on something is read ahead. */
export function readAheadLeast(ledger: object): number {
  return aheadOf(ledger).customersLeast;
}

/** For who tries it on fewer customers. */
export function readAheadFrom(ledger: object, customersLeast: number): void {
  aheadOf(ledger).customersLeast = customersLeast;
}

/** Resolves once nothing is read ahead. */
export async function readAheadDone(ledger: object): Promise<void> {
  await aheadOf(ledger).working;
}

/** From here on nothing is read ahead, so that the ledger can be closed. */
export async function stopReadingAhead(ledger: object): Promise<void> {
  const ahead = aheadOf(ledger);
  ahead.closed = true;
  await ahead.working;
}

/** So many times as long as a slot took is left to whoever asks meanwhile. */
const PAUSE = 3;

async function work(ledger: SlotLedger, ahead: Ahead): Promise<void> {
  for (let [next] = ahead.wanted; next && !ahead.closed; [next] = ahead.wanted) {
    const [key, wanted] = next;
    const started = performance.now();
    const more = await readOne(ledger, wanted).catch((error: unknown) => {
      console.error(`Months could not be read ahead: ${String(error)}`);
      return false;
    });
    if (!more) ahead.wanted.delete(key);
    await after((performance.now() - started) * PAUSE);
  }
  ahead.working = undefined;
}

/** @returns whether there may be another */
async function readOne(ledger: SlotLedger, { scope, asked }: Wanted): Promise<boolean> {
  const writes = ledger.writes();
  const { years, months } = await slotsThereAre(scope, ledger, asked.table);
  const kept = keptSlots(ledger);
  if (kept.isFull) return false;
  const slot = [...years, ...months.toReversed()].find(one => !kept.get(slotKey(asked, one)));
  if (slot === undefined) return false;
  const read = await readSlot(scope, ledger, asked, slot);
  if (!read) return false;
  // What was written meanwhile makes it another: then it is read once more.
  return ledger.writes() !== writes || kept.keep(slotKey(asked, slot), read);
}
