import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { auditEndpoints } from '../../contract/audit.ts';
import { type Answer, reading } from '../call.ts';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { countText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ChainState } from './ChainState.tsx';
import { EntryPanel } from './EntryPanel.tsx';
import classes from './Log.module.css';
import { LogFilters } from './LogFilters.tsx';
import { LogTable } from './LogTable.tsx';
import { isNarrowed, type LogSearch } from './log-search.ts';

const route = getRouteApi('/log');
const ENTRIES_AT_ONCE = 100;

/** Who changed, read behind walls or was refused what, as far as walls leave it to who looks. */
export function LogPage() {
  usePlace('Log');
  const search = route.useSearch();
  const navigate = useNavigate();
  const go = (next: Partial<LogSearch>, replace = false) =>
    void navigate({
      to: paths.log,
      search: { ...search, ...next },
      replace,
      resetScroll: 'below' in next,
    });
  const { person, entries: kind, from, until, below } = search;
  const asked = useQuery({
    ...reading(auditEndpoints.audit, {
      query: { person, kind, from, until, below, limit: ENTRIES_AT_ONCE },
    }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const open = (entry: number) => go({ entry: String(entry) }, search.entry !== undefined);
  return (
    <>
      <ChainState />
      <Section title={titleOf(asked.data, search)} note="Times by your clock; days in the book's time zone">
        {/* Where it was leafed to means nothing once other entries are asked for. */}
        <LogFilters search={search} change={next => go({ ...next, below: undefined, entry: undefined })} />
        {asked.error && (
          <Problem title="The log could not be read" error={asked.error} retry={() => void asked.refetch()} />
        )}
        {!asked.data && !asked.error && <Skeleton height={480} label="Reading the log" />}
        {asked.data && !asked.error && (
          <LogTable
            entries={asked.data.entries}
            stale={asked.isPlaceholderData}
            open={({ sequence }) => open(sequence)}
            empty={<NoEntries search={search} />}
          />
        )}
        <nav className={classes.pages} aria-label="Pages of the log">
          {below && <Button onClick={() => go({ below: undefined })}>Newest entries</Button>}
          {asked.data?.next && (
            <Button onClick={() => go({ below: String(asked.data.next) })}>Older entries</Button>
          )}
        </nav>
      </Section>
      {search.entry && <EntryPanel sequence={search.entry} close={() => go({ entry: undefined })} />}
    </>
  );
}

type Page = Answer<typeof auditEndpoints.audit>;

function titleOf(page: Page | undefined, { below }: LogSearch): string {
  const [first] = page?.entries ?? [];
  const last = page?.entries.at(-1);
  if (!first || !last) return page ? 'No entries' : 'Entries';
  const newest = below === undefined ? 'newest first' : 'newer ones before';
  return `Entries ${countText(first.sequence)} to ${countText(last.sequence)}, ${newest}`;
}

function NoEntries({ search }: { search: LogSearch }) {
  if (search.below !== undefined) return <Empty title="There is nothing older" />;
  return isNarrowed(search) ? (
    <Empty title="No entry is of this kind">Choose other days, another person, or all kinds.</Empty>
  ) : (
    <Empty title="Nothing is written down yet">
      Every change, every read behind a wall and every refusal will stand here.
    </Empty>
  );
}
