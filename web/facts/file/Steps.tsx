import { Link } from '@tanstack/react-router';
import type { FileStep } from '../../intake-search.ts';
import { paths } from '../../links.ts';
import classes from './File.module.css';

const TITLES: Record<FileStep, string> = { table: 'Table', columns: 'Columns', check: 'Check', keep: 'Keep' };

interface StepsProps {
  id: string;
  steps: readonly FileStep[];
  current: FileStep;
  /** Steps that can be gone to; the others need the ones before. */
  reachable: readonly FileStep[];
}

/** Where one is and what comes: a step that was reached once can be gone back to. */
export function Steps({ id, steps, current, reachable }: StepsProps) {
  return (
    <nav aria-label="Steps of the import">
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <li key={step}>
            {step !== current && reachable.includes(step) ? (
              <Link to={paths.file} params={{ id }} search={before => ({ ...before, at: step })}>
                {index + 1} {TITLES[step]}
              </Link>
            ) : (
              <span aria-current={step === current ? 'step' : undefined}>
                {index + 1} {TITLES[step]}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
