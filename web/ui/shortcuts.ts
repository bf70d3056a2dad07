import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** One key, or two in a row: `/`, `g p`, `mod+k`. */
  keys: string;
  title: string;
}

interface Registered extends Shortcut {
  run: () => void;
}

let registered: readonly Registered[] = [];
const listeners = new Set<() => void>();
let pendingKey = '';
let pendingSince = 0;
const PAIR_WITHIN_MS = 1200;

/** A key that works while the component is on the page. Typing into a field never triggers it. */
export function useShortcut(keys: string, title: string, run: () => void, enabled = true): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    const entry = { keys, title, run: () => latest.current() };
    change([...registered, entry]);
    return () => change(registered.filter(other => other !== entry));
  }, [keys, title, enabled]);
}

/** All keys that work right now, for the sheet. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => registered,
  );
}

/** Hears the keys of the whole page; called once at the start. */
export function listenForShortcuts(): () => void {
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

function change(next: readonly Registered[]): void {
  registered = next;
  for (const listener of listeners) listener();
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey) return;
  const mod = event.ctrlKey || event.metaKey;
  if (!mod && (isTyping(event.target) || document.querySelector('dialog:modal'))) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const single = mod ? `mod+${key}` : key;
  const pair = Date.now() - pendingSince < PAIR_WITHIN_MS ? `${pendingKey} ${single}` : '';
  // The last one registered wins: what lies on top of the page.
  const hit =
    registered.findLast(({ keys }) => keys === pair) ?? registered.findLast(({ keys }) => keys === single);
  pendingKey = hit ? '' : single;
  pendingSince = Date.now();
  if (!hit) return;
  event.preventDefault();
  hit.run();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
