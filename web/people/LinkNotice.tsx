import type { OneTimeLink } from '../../contract/people.ts';
import { Button } from '../ui/Button.tsx';
import classes from './People.module.css';

/** A one-time link, to hand over where it was not mailed: it is shown here and nowhere else. */
export function LinkNotice({ link, close }: { link: OneTimeLink; close: () => void }) {
  const { person, mail } = link;
  const address = link.address === null ? undefined : location.origin + link.address;
  return (
    <section className={classes.link} aria-label="One-time link" role="status">
      {address === undefined ? (
        <p>A link was mailed to {person}. It works once, within 24 hours.</p>
      ) : (
        <>
          <p>
            {mail === 'failed' && 'The mail could not be sent. '}
            Hand this link to {person}. It works once, within 24 hours, and is not shown again.
          </p>
          <code>{address}</code>
        </>
      )}
      <div className={classes.buttons}>
        {address !== undefined && (
          <Button onClick={() => void navigator.clipboard.writeText(address)}>Copy the link</Button>
        )}
        <Button kind="quiet" onClick={close}>
          Done
        </Button>
      </div>
    </section>
  );
}
