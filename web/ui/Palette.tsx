import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { Dialog } from './Dialog.tsx';
import classes from './Palette.module.css';

export interface Command {
  key: string;
  text: string;
  /** Small print: a customer's segment, the keys that do the same. */
  note?: string | undefined;
  group: string;
  run: () => void;
}

interface PaletteProps {
  /** Pages and actions; shown where their text contains what is typed. */
  commands: readonly Command[];
  /** Records found for what is typed. */
  search: (text: string, signal: AbortSignal) => Promise<readonly Command[]>;
  close: () => void;
}

const WAIT_MS = 80;

/** Everything one can do or open, by typing. */
export function Palette({ commands, search, close }: PaletteProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const found = useFound(text, search);
  const typed = text.trim().toLowerCase();
  const shown = [...commands.filter(command => command.text.toLowerCase().includes(typed)), ...found];
  const active = Math.min(place, shown.length - 1);
  const run = (command: Command | undefined) => {
    if (!command) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setPlace((active + step + shown.length) % (shown.length || 1));
    else if (event.key === 'Enter') run(shown[active]);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no clean-up.
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <Dialog label="Search and commands" close={close}>
      <input
        className={classes.input}
        role="combobox"
        aria-label="Search customers, pages and actions"
        aria-expanded={true}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
        placeholder="Search customers, pages and actions"
        value={text}
        onChange={event => {
          setText(event.target.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Results" className={classes.list}>
        {shown.map((command, index) => (
          <Entry
            key={command.key}
            id={`${id}-${index}`}
            command={command}
            heading={command.group !== shown[index - 1]?.group ? command.group : undefined}
            active={index === active}
            run={() => run(command)}
          />
        ))}
      </div>
      {shown.length === 0 && <p className={classes.none}>No customer, page or action contains “{text}”.</p>}
    </Dialog>
  );
}

interface EntryProps {
  id: string;
  command: Command;
  heading: string | undefined;
  active: boolean;
  run: () => void;
}

function Entry({ id, command, heading, active, run }: EntryProps) {
  return (
    <>
      {heading && (
        <div role="presentation" className={classes.group}>
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above hears the keys */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus */}
      <div id={id} role="option" aria-selected={active} className={classes.option} onClick={run}>
        <span className={classes.text}>{command.text}</span>
        {command.note && <span className={classes.note}>{command.note}</span>}
      </div>
    </>
  );
}

function useFound(text: string, search: PaletteProps['search']): readonly Command[] {
  const [found, setFound] = useState<readonly Command[]>([]);
  useEffect(() => {
    const asked = new AbortController();
    const wait = setTimeout(() => {
      search(text.trim(), asked.signal).then(
        answer => !asked.signal.aborted && setFound(answer),
        () => !asked.signal.aborted && setFound([]),
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(wait);
      asked.abort();
    };
  }, [text, search]);
  return found;
}
