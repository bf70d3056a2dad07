import { type RefObject, useEffect } from 'react';

/** Closes what floats: on Escape, giving the focus back to its button, and on a press outside. */
export function useDismiss(place: RefObject<HTMLElement | null>, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      place.current?.querySelector('button')?.focus();
      close();
    };
    addEventListener('pointerdown', onPress);
    addEventListener('keydown', onKey, true);
    return () => {
      removeEventListener('pointerdown', onPress);
      removeEventListener('keydown', onKey, true);
    };
  });
}
