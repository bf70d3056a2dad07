/** Runs one piece of work at a time, in the order in which they were asked for; a failed one lets the next through. */
export function exclusively(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return work => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
