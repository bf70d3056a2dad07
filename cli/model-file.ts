import type { CostModel } from '../engine/src/profit/cost-model.ts';

export interface Problem {
  readonly where: string;
  readonly what: string;
  readonly mend: string;
}

/**
 * First the shape by the contract, then the meaning by the engine. Needs no book: the currency is held against the
 * book's when the model is used.
 */
export async function problemsOf(model: unknown): Promise<readonly Problem[]> {
  const [{ costModel }, , { checkModel }] = await Promise.all([
    import('../contract/cost-model.ts'),
    import('zod/mini').then(z => z.config(z.locales.en())),
    import('../engine/src/profit/check-model.ts'),
  ]);
  const read = costModel.safeParse(model);
  if (read.success) return checkModel(read.data as CostModel, read.data.currency);
  return read.error.issues.map(({ path, message }) => ({
    where:
      path
        .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
        .join('')
        .replace(/^\./, '') || 'the file',
    what: message,
    mend: 'See examples/meridian/cost-model.json for the shape.',
  }));
}
