import type { Ledger, LedgerWriter } from './ledger.ts';
import { type Committing, concluded } from './transaction.ts';

/** Works in a transaction of its own, one after another, and holds what it needs for it until `conclude` is done. */
type Transacting = <T, R>(
  work: (writer: LedgerWriter) => Promise<T>,
  conclude: (committing: Committing<T>) => Promise<R>,
  signal: AbortSignal | undefined,
) => Promise<R>;

/** The writes of a ledger, those counted that change what queries read. */
export function countedWrites(transacting: Transacting): Pick<Ledger, 'writes' | 'write' | 'writeBeside'> {
  let written = 0;
  const write = <T, U>(
    work: (writer: LedgerWriter) => Promise<T>,
    after?: (result: T, committed: Promise<void>) => Promise<U>,
    signal?: AbortSignal,
  ) =>
    transacting(
      work,
      committing => {
        committing.committed.then(
          () => {
            written += 1;
          },
          () => undefined,
        );
        return concluded(committing, after);
      },
      signal,
    ) as Promise<T & U>;
  return {
    writes: () => written,
    write,
    writeBeside: work => transacting(work, committing => concluded(committing, undefined), undefined),
  };
}
