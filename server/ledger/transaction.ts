export interface Committing<T> {
  readonly result: T;
  readonly committed: Promise<void>;
}

/**
 * Works within a transaction and begins its commit, which whoever has another commit to make waits for; what fails is rolled
 * back.
 */
export async function transaction<T>(
  run: (sql: string) => Promise<unknown>,
  work: () => Promise<T>,
): Promise<Committing<T>> {
  const rollBack = async (error: unknown): Promise<never> => {
    await run('ROLLBACK').catch(() => undefined);
    throw error;
  };
  await run('BEGIN TRANSACTION');
  const result = await work().catch(rollBack);
  const committed = run('COMMIT').then(() => undefined, rollBack);
  // Whoever waits for it hears of a failure; until then it is no fault of the program.
  committed.catch(() => undefined);
  return { result, committed };
}

/** Runs `after` beside the commit and waits for both; a commit that fails is the failure that counts. */
export async function concluded<T, U>(
  { result, committed }: Committing<T>,
  after: ((result: T, committed: Promise<void>) => Promise<U>) | undefined,
): Promise<T | U> {
  const [done] = await Promise.allSettled([after?.(result, committed)]);
  await committed;
  if (done.status === 'rejected') throw done.reason;
  return after ? (done.value as U) : result;
}
