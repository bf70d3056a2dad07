import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './Intake.module.css';
import type { LayoutsAnswer } from './kind-title.ts';
import tables from './Tables.module.css';

type Layout = LayoutsAnswer['layouts'][number];

/** What a file may look like: headings, which of them it needs, what they mean, and the heading line to copy. */
export function Layouts({ layouts, presets }: LayoutsAnswer) {
  return (
    <div id="layouts" className={classes.layouts}>
      <Section
        title="Layouts"
        note="the first line names the columns, in any order; further columns are left alone"
      >
        {layouts.map(layout => (
          <details key={layout.kind} className={classes.layout}>
            <summary>
              <b>{layout.title}</b> <span className={classes.muted}>needs {required(layout).join(', ')}</span>
            </summary>
            <HeadingLine layout={layout} />
            <Fields layout={layout} />
          </details>
        ))}
        {presets.map(preset => (
          <details key={preset.key} className={classes.layout}>
            <summary>
              <b>{preset.title}</b> <span className={classes.muted}>a layout of its own</span>
            </summary>
            <p className={classes.presetMeaning}>{preset.meaning}</p>
          </details>
        ))}
      </Section>
    </div>
  );
}

function HeadingLine({ layout }: { layout: Layout }) {
  const [copied, setCopied] = useState(false);
  const line = layout.fields.map(field => field.name).join(',');
  const copy = async () => {
    await navigator.clipboard.writeText(line);
    setCopied(true);
  };
  return (
    <div className={classes.headingLine}>
      <input
        readOnly
        value={line}
        aria-label={`Heading line of ${layout.title}`}
        onFocus={event => event.target.select()}
      />
      <Button onClick={() => void copy()} onBlur={() => setCopied(false)}>
        {copied ? 'Copied' : 'Copy the heading line'}
      </Button>
    </div>
  );
}

function Fields({ layout }: { layout: Layout }) {
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <th scope="col">Heading</th>
          <th scope="col">Written as</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {layout.fields.map(field => (
          <tr key={field.name}>
            <th scope="row">
              {field.required ? <b>{field.name}</b> : field.name}
              {field.required && <span className={classes.muted}> required</span>}
            </th>
            <td>{field.choices ? field.choices.join(', ') : (WRITTEN[field.type] ?? field.type)}</td>
            <td>{field.meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const WRITTEN: Record<string, string> = {
  key: 'text that identifies',
  text: 'text',
  day: 'YYYY-MM-DD',
  month: 'YYYY-MM',
  money: '1234.56, up to 6 decimals',
  quantity: '12.5, up to 3 decimals',
  minutes: '12.5, up to 3 decimals',
};

function required({ fields }: Layout): string[] {
  return fields.filter(field => field.required).map(field => field.name);
}
