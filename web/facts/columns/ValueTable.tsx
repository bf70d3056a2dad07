import { SelectField } from '../../ui/Field.tsx';
import classes from './Columns.module.css';
import { CommitField } from './CommitField.tsx';

interface ValueTableProps {
  /** Values that stand in the first rows. */
  written: readonly string[];
  values: Readonly<Record<string, string>>;
  choices: readonly string[] | undefined;
  change: (values: Record<string, string>) => void;
}

const SHOWN = 24;

/** Written → meant: `Fax` is manual, `Werk 3` is DE. What has no meaning here stays as it is written. */
export function ValueTable({ written, values, choices, change }: ValueTableProps) {
  const shown = [...new Set([...Object.keys(values), ...written])].slice(0, SHOWN);
  const give = (value: string, meant: string) => {
    const { [value]: _, ...others } = values;
    change(meant === '' ? others : { ...others, [value]: meant });
  };
  if (shown.length === 0) return null;
  return (
    <details className={classes.valueTable} open={choices !== undefined || Object.keys(values).length > 0}>
      <summary>Values that mean others</summary>
      <dl className={classes.values}>
        {shown.map(value => (
          <div key={value}>
            <dt title={value}>{value}</dt>
            <dd>
              {choices ? (
                <SelectField
                  label={`${value} means`}
                  labelHidden
                  value={values[value] ?? ''}
                  choices={[
                    { value: '', text: 'as it is' },
                    ...choices.map(choice => ({ value: choice, text: choice })),
                  ]}
                  onChange={event => give(value, event.target.value)}
                />
              ) : (
                <CommitField
                  label={`${value} means`}
                  value={values[value] ?? ''}
                  placeholder="as it is"
                  commit={meant => give(value, meant)}
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
