/** A request or a start that is refused for a reason its asker can act on: a stable code and one sentence to read. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(sentence);
    this.name = 'Refusal';
    this.code = code;
  }
}
