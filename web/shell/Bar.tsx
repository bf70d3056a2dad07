import { useNavigate } from '@tanstack/react-router';
import type { Book } from '../../contract/facts.ts';
import { usePeriod } from '../address.ts';
import { Button } from '../ui/Button.tsx';
import { PeriodPicker } from '../ui/PeriodPicker.tsx';
import { useCurrentPlace } from '../ui/place.ts';
import { AccountMenu } from './AccountMenu.tsx';
import classes from './Shell.module.css';
import { ViewsMenu } from './ViewsMenu.tsx';

/** Where I am, the views that were saved, the period that all figures obey, search. */
export function Bar({ book, openCommands }: { book: Book | undefined; openCommands: () => void }) {
  const place = useCurrentPlace();
  const period = usePeriod();
  const navigate = useNavigate();
  const change = (next: string) =>
    void navigate({
      to: '.',
      search: before => ({ ...before, period: next === 'all' ? undefined : next }),
      resetScroll: false,
    });
  return (
    <header className={classes.bar}>
      {place === '' ? <span className={classes.place} /> : <h1 className={classes.place}>{place}</h1>}
      {book?.example && <span className={classes.example}>example company</span>}
      <ViewsMenu />
      <PeriodPicker
        value={period}
        months={book?.months ?? null}
        fiscalStartMonth={book?.settings?.fiscalStartMonth ?? 1}
        onChange={change}
      />
      <Button className={classes.searchButton} onClick={openCommands} aria-keyshortcuts="Control+K Meta+K">
        Search <kbd>Ctrl K</kbd>
      </Button>
      <AccountMenu />
    </header>
  );
}
