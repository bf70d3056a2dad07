import { useEffect, useSyncExternalStore } from 'react';

let place = '';
const listeners = new Set<() => void>();

/** A page says where the reader is: the heading in the bar and the title of the window. */
export function usePlace(title: string): void {
  useEffect(() => {
    place = title;
    document.title = title === '' ? 'Clientele' : `${title} · Clientele`;
    for (const listener of listeners) listener();
  }, [title]);
}

/** Where the reader is; for the frame. */
export function useCurrentPlace(): string {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => place,
  );
}
