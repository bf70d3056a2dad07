/** The same bytes were kept before. */
export class Unchanged extends Error {
  readonly kind: string;
  constructor(kind: string, sentence: string) {
    super(sentence);
    this.kind = kind;
  }
}

/** Somebody cancelled the batch while it was read. */
export class TurnedElsewhere extends Error {}
