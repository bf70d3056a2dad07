import type { CostModel } from '@clientele/engine';
import { useRef, useState } from 'react';
import { costModel } from '../../../contract/cost-model.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';

interface ModelToolsProps {
  model: CostModel;
  open: (model: CostModel) => void;
  addPool: () => void;
  addActivity: () => void;
}

/** The model as a file, out and in, and what can be added to it. */
export function ModelTools({ model, open, addPool, addActivity }: ModelToolsProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<Error>();
  const read = async (file: File | undefined) => {
    if (!file) return;
    try {
      open(modelIn(file.name, await file.text()));
      setProblem(undefined);
    } catch (error) {
      setProblem(error as Error);
    }
  };
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Cost model file"
        onChange={event => {
          void read(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button kind="quiet" onClick={() => picker.current?.click()}>
        Open a file
      </Button>
      <Button kind="quiet" onClick={() => download(model)}>
        Save to a file
      </Button>
      <Button kind="quiet" onClick={addPool}>
        Add a pool
      </Button>
      <Button kind="quiet" disabled={model.pools.length === 0} onClick={addActivity}>
        Add an activity
      </Button>
      {problem && <Problem error={problem} />}
    </>
  );
}

function modelIn(name: string, text: string): CostModel {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${name} is no JSON file: ${(error as Error).message}.`);
  }
  const read = costModel.safeParse(value);
  if (read.success) return read.data as CostModel;
  const [first] = read.error.issues;
  throw new Error(
    `${name} is no cost model: ${first?.path.join('.') || 'the file'}: ${first?.message}. docs/layouts.md shows the shape.`,
  );
}

function download(model: CostModel): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(
    new Blob([`${JSON.stringify(model, undefined, 2)}\n`], { type: 'application/json' }),
  );
  link.download = `${model.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
