/**
 * The last few of what was worked out of something: of a ranked portfolio, which stands for one state of book, model, period and
 * scope, or of a ledger, with how often it was written to in the key.
 */
export class Recent<T> {
  readonly #most: number;
  #kept: { readonly of: object; readonly key: string; readonly made: Promise<T> }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** @param key what else it was made from */
  get(of: object, key: string, make: () => T | Promise<T>): Promise<T> {
    const known = this.#kept.find(kept => kept.of === of && kept.key === key);
    const one = known ?? { of, key, made: Promise.resolve(make()) };
    const forget = () => {
      this.#kept = this.#kept.filter(kept => kept !== one);
    };
    forget();
    this.#kept = [...this.#kept, one].slice(-this.#most);
    if (!known) one.made.catch(forget);
    return one.made;
  }
}
