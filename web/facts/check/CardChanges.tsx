import type { CardChanges as CardChangesFound } from '../../../contract/findings.ts';
import { countText, MISSING } from '../../ui/number-text.ts';
import { Section } from '../../ui/Section.tsx';
import { fieldText } from '../columns/column-text.ts';
import tables from '../Tables.module.css';

interface CardChangesProps {
  title: string;
  changes: CardChangesFound;
}

/** The first few by their numbers, and how many more there are. */
function Keys({ text, keys, all }: { text: string; keys: readonly string[]; all: number }) {
  if (all === 0) return null;
  const shown = keys.slice(0, KEYS_SHOWN);
  const more = all - shown.length;
  return (
    <p className={tables.muted}>
      {text}: {shown.join(', ')}
      {more > 0 && ` and ${countText(more)} more`}
    </p>
  );
}

const KEYS_SHOWN = 8;

/** Customers that come in or are altered, with what it was and will be. */
export function CardChanges({ title, changes }: CardChangesProps) {
  const { created, changed, gone, createdKeys, goneKeys, samples } = changes;
  if (created + changed + gone === 0) return null;
  const note = [
    created > 0 && `${countText(created)} new`,
    changed > 0 && `${countText(changed)} changed`,
    gone > 0 && `${countText(gone)} gone`,
  ];
  return (
    <Section title={title} note={note.filter(Boolean).join(', ')}>
      <Keys text="New" keys={createdKeys} all={created} />
      <Keys text="Gone" keys={goneKeys} all={gone} />
      {samples.length > 0 && (
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">Number</th>
              <th scope="col">Field</th>
              <th scope="col">Is</th>
              <th scope="col">Will be</th>
            </tr>
          </thead>
          <tbody>
            {samples.map(({ key, field, before, after }) => (
              <tr key={`${key} ${field}`}>
                <th scope="row">{key}</th>
                <td>{fieldText(field)}</td>
                <td className={tables.faded}>{before ?? MISSING}</td>
                <td>{after ?? MISSING}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
