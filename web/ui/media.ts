import { useSyncExternalStore } from 'react';

const NARROW = '(width < 48em)';
const DARK = '(prefers-color-scheme: dark)';

/** A phone, or a window as narrow as one. */
export function useNarrow(): boolean {
  return useMedia(NARROW);
}

export function useDark(): boolean {
  return useMedia(DARK);
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    changed => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
