import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { factEndpoints } from '../../contract/facts.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { BookSettings } from './BookSettings.tsx';
import { isEnded } from './batch-progress.ts';
import { ExampleNotice } from './ExampleNotice.tsx';
import { WatchedFolders } from './folders/WatchedFolders.tsx';
import { History } from './History.tsx';
import { ImportFiles } from './ImportFiles.tsx';
import { Layouts } from './Layouts.tsx';

const route = getRouteApi('/intake');
const POLL_MS = 1000;

/** Facts come in here, and go out again: files, what came of each, undo, watched folders, and how a file has to look. */
export function IntakePage() {
  usePlace('Intake');
  const { batch, row } = route.useSearch();
  const navigate = useNavigate();
  const book = useQuery(reading(factEndpoints.book));
  const layouts = useQuery(reading(factEndpoints.layouts));
  // Imports begun elsewhere, by another window or the command line, are followed too.
  const batches = useQuery({
    ...reading(factEndpoints.batches),
    refetchInterval: query => (query.state.data?.every(isEnded) === false ? POLL_MS : false),
  });
  const error = book.error ?? batches.error;
  if (error) {
    const retry = () => void Promise.all([book.refetch(), batches.refetch()]);
    return <Problem title="The imports could not be read" error={error} retry={retry} />;
  }
  if (!book.data || !batches.data) return <Skeleton height={480} label="Reading the imports" />;
  const setOpen = (id: string | undefined) =>
    void navigate({
      to: paths.intake,
      search: before => ({ ...before, batch: id, row: undefined }),
      resetScroll: false,
    });
  const { settings, example } = book.data;
  return (
    <>
      {example && <ExampleNotice company={settings?.company ?? ''} batches={batches.data} />}
      <ImportFiles book={book.data} layouts={layouts.data} />
      <History
        batches={batches.data}
        book={book.data}
        layouts={layouts.data}
        open={batch}
        row={row}
        setOpen={setOpen}
      />
      <WatchedFolders />
      {settings && <BookSettings settings={settings} />}
      {layouts.data && <Layouts {...layouts.data} />}
    </>
  );
}
