import {
  type ErrorComponentProps,
  Link,
  Outlet,
  useNavigate,
  useRouter,
  useRouterState,
} from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { usePeriod, useTrail } from './address.ts';
import { BARE_PATHS, paths } from './links.ts';
import { useMe } from './me.ts';
import { Bar } from './shell/Bar.tsx';
import { useBook } from './shell/book.ts';
import { Rail } from './shell/Rail.tsx';
import classes from './shell/Shell.module.css';
import { Viewing } from './shell/Viewing.tsx';
import { ExplainContext } from './ui/explain-context.ts';
import { Problem } from './ui/Problem.tsx';
import { usePlace } from './ui/place.ts';
import { useShortcut } from './ui/shortcuts.ts';

/** A page in its frame, or alone for who is not signed in: then nothing is asked that takes a right. */
export function Shell() {
  const bare = useRouterState({ select: ({ location }) => BARE_PATHS.includes(location.pathname) });
  if (!bare) return <Frame />;
  return (
    <main className={classes.page}>
      <Suspense>
        <Outlet />
      </Suspense>
    </main>
  );
}

/** Rail, bar, the page, and what may lie over it. */
function Frame() {
  const book = useBook();
  const me = useMe();
  // Explanations go down to single customers.
  const mayExplain = Object.hasOwn(me?.rights ?? {}, 'profit.read');
  const period = usePeriod();
  const { trail, start, open, back, close } = useTrail();
  const [over, setOver] = useState<'commands' | 'keys'>();
  useFrameKeys(setOver);
  const explaining = trail.length > 0;
  const parts = useParts(explaining || over !== undefined);
  return (
    <ExplainContext value={mayExplain ? start : undefined}>
      <div
        className={classes.shell}
        data-explaining={explaining || undefined}
        data-viewing={me?.viewing ? true : undefined}
      >
        <a className={classes.skip} href="#page">
          Skip to the page
        </a>
        <Rail book={book} />
        <div className={classes.body}>
          <Bar book={book} openCommands={() => setOver('commands')} />
          <main id="page" className={classes.page}>
            <Suspense>
              <Outlet />
            </Suspense>
          </main>
        </div>
        {me?.viewing && <Viewing viewing={me.viewing} />}
        {parts && explaining && (
          <parts.ExplainPanel trail={trail} period={period} open={open} back={back} close={close} />
        )}
        {parts && over === 'commands' && (
          <parts.Commands close={() => setOver(undefined)} showKeys={() => setOver('keys')} />
        )}
        {parts && over === 'keys' && <parts.ShortcutSheet close={() => setOver(undefined)} />}
      </div>
    </ExplainContext>
  );
}

type Parts = typeof import('./shell/Commands.tsx') &
  typeof import('./ui/ShortcutSheet.tsx') &
  typeof import('./profit/ExplainPanel.tsx');

const REST_MS = 1500;

/**
 * What may lie over a page is fetched once the page is at rest, or when it is wanted. Not by `lazy`: React holds back
 * what it reveals so, and whoever types on after Ctrl K would lose the first letters.
 */
function useParts(wanted: boolean): Parts | undefined {
  const [parts, setParts] = useState<Parts>();
  useEffect(() => {
    if (parts) return;
    const load = async () => {
      const loaded = await Promise.all([
        import('./shell/Commands.tsx'),
        import('./ui/ShortcutSheet.tsx'),
        import('./profit/ExplainPanel.tsx'),
      ]);
      setParts(Object.assign({}, ...loaded));
    };
    const rest = setTimeout(() => void load(), wanted ? 0 : REST_MS);
    return () => clearTimeout(rest);
  }, [parts, wanted]);
  return parts;
}

function useFrameKeys(setOver: (over: 'commands' | 'keys') => void) {
  const navigate = useNavigate();
  useShortcut('mod+k', 'Search and commands', () => setOver('commands'));
  useShortcut('/', 'Search', () => setOver('commands'));
  useShortcut('?', 'This list', () => setOver('keys'));
  useShortcut('g p', 'Go to Portfolio', () => void navigate({ to: paths.portfolio }));
  useShortcut('g c', 'Go to Company', () => void navigate({ to: paths.company }));
  useShortcut('g m', 'Go to Cost model', () => void navigate({ to: paths.model }));
  useShortcut('g s', 'Go to Scenarios', () => void navigate({ to: paths.scenarios }));
  useShortcut('g e', 'Go to Expedites', () => void navigate({ to: paths.expedites }));
  useShortcut('g r', 'Go to Customers × products', () => void navigate({ to: paths.products }));
  useShortcut('g v', 'Go to Value', () => void navigate({ to: paths.value }));
  useShortcut('g i', 'Go to Intake', () => void navigate({ to: paths.intake }));
  useShortcut('g w', 'Go to Walls', () => void navigate({ to: paths.walls }));
  useShortcut('g o', 'Go to Log', () => void navigate({ to: paths.log }));
  useShortcut('g l', 'Go to Lineage', () => void navigate({ to: paths.lineage }));
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
