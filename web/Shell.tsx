import { type ErrorComponentProps, Link, Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { usePeriod, useTrail } from './address.ts';
import { paths } from './links.ts';
import { Bar } from './shell/Bar.tsx';
import { useBook } from './shell/book.ts';
import { Rail } from './shell/Rail.tsx';
import classes from './shell/Shell.module.css';
import { ExplainContext } from './ui/explain-context.ts';
import { Problem } from './ui/Problem.tsx';
import { usePlace } from './ui/place.ts';
import { useShortcut } from './ui/shortcuts.ts';

const parts = {
  commands: () => import('./shell/Commands.tsx'),
  keys: () => import('./ui/ShortcutSheet.tsx'),
  explain: () => import('./profit/ExplainPanel.tsx'),
};
const Commands = lazy(() => parts.commands().then(module => ({ default: module.Commands })));
const ShortcutSheet = lazy(() => parts.keys().then(module => ({ default: module.ShortcutSheet })));
const ExplainPanel = lazy(() => parts.explain().then(module => ({ default: module.ExplainPanel })));

/** The frame of every page: rail, bar, the page, and what may lie over it. */
export function Shell() {
  const book = useBook();
  const period = usePeriod();
  const { trail, start, open, back, close } = useTrail();
  const [over, setOver] = useState<'commands' | 'keys'>();
  useFrameKeys(setOver);
  usePartsAtRest();
  const explaining = trail.length > 0;
  return (
    <ExplainContext value={start}>
      <div className={classes.shell} data-explaining={explaining || undefined}>
        <a className={classes.skip} href="#page">
          Skip to the page
        </a>
        <Rail company={book?.settings?.company} />
        <div className={classes.body}>
          <Bar book={book} openCommands={() => setOver('commands')} />
          <main id="page" className={classes.page}>
            <Suspense>
              <Outlet />
            </Suspense>
          </main>
        </div>
        <Suspense>
          {explaining && <ExplainPanel trail={trail} period={period} open={open} back={back} close={close} />}
          {over === 'commands' && (
            <Commands close={() => setOver(undefined)} showKeys={() => setOver('keys')} />
          )}
          {over === 'keys' && <ShortcutSheet close={() => setOver(undefined)} />}
        </Suspense>
      </div>
    </ExplainContext>
  );
}

/** What opens on a key is fetched once the page is at rest: whoever types on after Ctrl K loses no letter. */
function usePartsAtRest() {
  useEffect(() => {
    const rest = setTimeout(() => void Promise.allSettled(Object.values(parts).map(part => part())), 1500);
    return () => clearTimeout(rest);
  }, []);
}

function useFrameKeys(setOver: (over: 'commands' | 'keys') => void) {
  const navigate = useNavigate();
  useShortcut('mod+k', 'Search and commands', () => setOver('commands'));
  useShortcut('/', 'Search', () => setOver('commands'));
  useShortcut('?', 'This list', () => setOver('keys'));
  useShortcut('g p', 'Go to Portfolio', () => void navigate({ to: paths.portfolio }));
  useShortcut('g i', 'Go to Intake', () => void navigate({ to: paths.intake }));
}

export function PageProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  usePlace('Problem');
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <Problem title="This page could not be shown" error={error as Error} retry={retry} />;
}

export function NotFound() {
  usePlace('Not found');
  return (
    <Problem
      title="There is no page at this address"
      error={{ message: 'The link may be cut short, or the page may have moved.' }}
      action={<Link to={paths.portfolio}>Go to Portfolio</Link>}
    />
  );
}
