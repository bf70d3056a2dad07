import type { QuadrantAccount } from '../../contract/value-quadrants.ts';
import { Dialog } from '../ui/Dialog.tsx';
import type { Proposal } from './quadrant-places.ts';
import { accountLines } from './quadrant-text.ts';
import { StateInput } from './StateInput.tsx';
import classes from './Value.module.css';
import type { ValueTerms } from './value-search.ts';

interface StatePotentialProps {
  account: QuadrantAccount;
  proposal: Proposal;
  currency: string;
  terms: ValueTerms;
  close: () => void;
}

/** What a customer could come to, as proposed; it is kept once it says where it comes from. */
export function StatePotential({ account, proposal, currency, terms, close }: StatePotentialProps) {
  const title = `Potential of ${account.name}`;
  return (
    <Dialog label={title} close={close}>
      <div className={classes.potential}>
        <h2>{title}</h2>
        <p className={classes.quiet}>Today: {accountLines({ ...account, potential: null }, currency)[0]}</p>
        <StateInput
          kind="potential"
          page={{ customer: account, currency }}
          terms={terms}
          given={typedOf(account, proposal)}
          done={close}
          cancel={close}
        />
      </div>
    </Dialog>
  );
}

/** What was moved waits for a source of its own; what was not stays as it was stated, if it was. */
function typedOf({ potential }: QuadrantAccount, { value, cost }: Proposal): Record<string, string> {
  return {
    ...(value === undefined
      ? { value: potential?.value ?? '', valueSource: potential?.valueSource ?? '' }
      : { value: String(value) }),
    ...(cost === undefined
      ? { cost: potential?.cost ?? '', costSource: potential?.costSource ?? '' }
      : { cost: String(cost) }),
  };
}
