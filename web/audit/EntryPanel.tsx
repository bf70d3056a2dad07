import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { auditEndpoints } from '../../contract/audit.ts';
import { type Answer, reading } from '../call.ts';
import { paths } from '../links.ts';
import { countText } from '../ui/number-text.ts';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import classes from './Log.module.css';
import { fieldChanges, instantText, KIND_TEXTS, whatText } from './log-words.ts';

type Entry = Answer<typeof auditEndpoints.auditEntry>;

interface EntryPanelProps {
  sequence: string;
  close: () => void;
}

/** An entry whole: who, when, about whom, through which grant, and what stood before and after. */
export function EntryPanel({ sequence, close }: EntryPanelProps) {
  const asked = useQuery(reading(auditEndpoints.auditEntry, { params: { sequence } }));
  const entry = asked.data;
  return (
    <SidePanel
      label="Entry of the log"
      shown={sequence}
      head={<span className={classes.muted}>Entry {countText(Number(sequence))}</span>}
      closes="Close the entry"
      close={close}
    >
      {asked.error && (
        <Problem title="The entry could not be read" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {!entry && !asked.error && <Skeleton height={320} label="Reading the entry" />}
      {entry && (
        <>
          <h2>{whatText(entry)}</h2>
          <Facts entry={entry} />
          <Sides entry={entry} />
          <p className={classes.hash}>
            Hash {entry.hash}, after {entry.previousHash || 'nothing'}
          </p>
        </>
      )}
    </SidePanel>
  );
}

function Facts({ entry }: { entry: Entry }) {
  const { at, by, person, surface, kind } = entry;
  return (
    <dl className={classes.facts}>
      <dt>At</dt>
      <dd>{instantText(at)}</dd>
      <dt>By</dt>
      <dd>
        {by}{' '}
        <Link to={paths.log} search={{ person: person ?? by }}>
          Only theirs
        </Link>
      </dd>
      <dt>Over</dt>
      <dd>{surface ?? 'not written down'}</dd>
      <dt>Kind</dt>
      <dd>{KIND_TEXTS[kind]}</dd>
      <About entry={entry} />
    </dl>
  );
}

function About({ entry: { customers, through } }: { entry: Entry }) {
  if (customers?.length === 0) return null;
  return (
    <>
      <dt>About</dt>
      {customers === null && <dd>Nobody can tell: only who sees every customer reads this entry</dd>}
      {customers?.map(({ id, name, inSight }, index) => {
        const access = through.find(({ customer }) => customer === id);
        return (
          <dd key={id} style={{ gridColumn: index === 0 ? undefined : 2 }}>
            {inSight ? (
              <Link to={paths.customer} params={{ id }}>
                {name}
              </Link>
            ) : (
              name
            )}
            {access && (
              <span className={classes.muted}>
                {' '}
                through {access.rule} {access.grant}
              </span>
            )}
          </dd>
        );
      })}
    </>
  );
}

function Sides({ entry: { kind, before, after } }: { entry: Entry }) {
  const changes = fieldChanges(before, after);
  if (changes.length === 0) return <p className={classes.muted}>Nothing more was written down with it.</p>;
  const side = (text: string) => <span className={classes.side}>{text}</span>;
  return (
    <PlainTable
      label={kind === 'write' ? 'What stood before and after' : 'What was asked'}
      rows={changes}
      keyOf={({ field }) => field}
      columns={[
        { title: 'Field', cell: ({ field }) => field },
        ...(kind === 'write'
          ? [{ title: 'Before', cell: (one: { before: string }) => side(one.before) }]
          : []),
        { title: kind === 'write' ? 'After' : 'Value', cell: one => side(one.after) },
      ]}
    />
  );
}
