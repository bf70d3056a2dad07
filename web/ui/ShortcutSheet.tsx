import { Dialog } from './Dialog.tsx';
import classes from './ShortcutSheet.module.css';
import { useShortcuts } from './shortcuts.ts';

const ALWAYS = [
  { keys: 'Enter', title: 'Open the row or figure' },
  { keys: 'Esc', title: 'Close what lies on top' },
];

/** The keys that work on this page. */
export function ShortcutSheet({ close }: { close: () => void }) {
  const shortcuts = useShortcuts();
  const mac = navigator.platform.startsWith('Mac');
  const shown = new Map([...shortcuts, ...ALWAYS].map(({ keys, title }) => [keys, title]));
  return (
    <Dialog label="Keyboard" close={close}>
      <h2 className={classes.title}>Keyboard</h2>
      <dl className={classes.list}>
        {[...shown].map(([keys, title]) => (
          <div key={keys} className={classes.line}>
            <dt>{title}</dt>
            <dd>
              {keys.split(/[ +]/).map(key => (
                <kbd key={key}>{key === 'mod' ? (mac ? '⌘' : 'Ctrl') : key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
