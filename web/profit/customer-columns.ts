import { type RefObject, useLayoutEffect } from 'react';

const COLUMN_MIN = 84;

/**
 * Gives the columns that scroll such a width that only whole ones are in view: a figure cut at the edge would read as
 * another figure. Starts at the latest column, which is what one looks for first.
 */
export function useWholeColumns(box: RefObject<HTMLElement | null>, columns: number): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const fit = () => {
      const fixed = [...element.querySelectorAll('thead th')].slice(0, 2);
      const free =
        element.clientWidth - fixed.reduce((sum, one) => sum + one.getBoundingClientRect().width, 0);
      const inView = Math.max(1, Math.min(columns, Math.floor(free / COLUMN_MIN)));
      element.style.setProperty('--column', `${Math.max(COLUMN_MIN, free / inView)}px`);
      element.scrollLeft = element.scrollWidth;
    };
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, columns]);
}
