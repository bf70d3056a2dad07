import { DAY_ORDERS, DECIMAL_MARKS } from '@clientele/engine';
import type { InspectedTable, Preset } from '../../../contract/mapping.ts';
import type { FileSearch } from '../../intake-search.ts';
import { SelectField } from '../../ui/Field.tsx';
import { useFileGo } from '../file/asked-file.ts';
import type { LayoutsAnswer } from '../kind-title.ts';
import classes from './Columns.module.css';
import { dayOrderText, decimalText } from './column-text.ts';
import { NOTHING_CORRECTED, type TableReading } from './table-reading.ts';

interface ReadSettingsProps {
  table: InspectedTable;
  read: TableReading | undefined;
  layouts: LayoutsAnswer;
  presets: readonly Preset[];
  search: FileSearch;
}

/** What holds for the whole table: what its rows are, how days and figures are written, in which currency. */
export function ReadSettings({ table, read, layouts, presets, search }: ReadSettingsProps) {
  const go = useFileGo();
  const change = (next: Partial<FileSearch>) => go(next, { replace: true });
  const mapping = read?.mapping;
  return (
    <div className={classes.settings}>
      <SelectField
        label="Its rows are"
        value={mapping?.kind ?? ''}
        choices={[
          ...(mapping ? [] : [{ value: '', text: 'Choose' }]),
          ...layouts.layouts.map(({ kind, title }) => ({ value: kind, text: title })),
        ]}
        onChange={event =>
          change({
            ...NOTHING_CORRECTED,
            holds: event.target.value === table.guess?.kind ? undefined : event.target.value,
          })
        }
      />
      <SelectField
        label="Days are written"
        value={mapping?.days ?? ''}
        choices={[
          { value: '', text: 'one way only' },
          ...DAY_ORDERS.map(order => ({ value: order, text: dayOrderText(order) })),
        ]}
        onChange={event => change({ days: event.target.value || undefined })}
      />
      <SelectField
        label="Decimals are written"
        value={mapping?.decimal ?? ''}
        choices={[
          { value: '', text: 'one way only' },
          ...DECIMAL_MARKS.map(mark => ({ value: mark, text: decimalText(mark) })),
        ]}
        onChange={event => change({ decimal: event.target.value || undefined })}
      />
      <SelectField
        label="Currency of the amounts"
        value={mapping?.currency ?? ''}
        choices={[{ value: '', text: 'as the columns say, else the book’s' }, ...currencies()]}
        onChange={event => change({ currency: event.target.value || undefined })}
      />
      {presets.length > 0 && (
        <SelectField
          label="Preset"
          value={search.preset ?? ''}
          choices={[
            { value: '', text: 'none: by the headings' },
            ...presets.map(({ name }) => ({
              value: name,
              text: table.presets.includes(name) ? name : `${name}, lacks columns`,
            })),
          ]}
          onChange={event => change({ ...NOTHING_CORRECTED, preset: event.target.value || undefined })}
        />
      )}
    </div>
  );
}

function currencies() {
  return Intl.supportedValuesOf('currency').map(code => ({ value: code, text: code }));
}
