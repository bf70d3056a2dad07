const OWN_PERIOD = /^(.+)@(all|\d{4}(?:-Q[1-4]|-\d{2}(?:\.\.\d{4}-\d{2})?)?)$/;

/**
 * A figure of another period than the one asked for carries that period after it: `customer/cus_x/profit@2025-03`.
 * Without it the figure is that of the period asked for.
 */
export function figureIn(figure: string, period: string): string {
  return `${figure}@${period}`;
}

/** Figure and period apart again. */
export function readFigure(text: string, askedPeriod: string): { figure: string; period: string } {
  const [, figure = text, period = askedPeriod] = OWN_PERIOD.exec(text) ?? [];
  return { figure, period };
}

/** An input of a figure is of the same period as the figure itself, unless it names its own. */
export function inPeriodOf(text: string, input: string): string {
  const period = OWN_PERIOD.exec(text)?.[2];
  return period === undefined || OWN_PERIOD.test(input) ? input : figureIn(input, period);
}

/** What narrows a figure, after a question mark: which customers a sum takes in, from which part on a list goes. */
export type Narrowing = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** `ranking/profit?segment=Rail&sign=loss`; what is undefined is left out, and a list is its name again for each item. */
export function narrowedFigure(figure: string, narrowing: Narrowing): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(narrowing))
    for (const one of [value].flat()) if (one !== undefined && one !== '') text.append(name, String(one));
  return text.size === 0 ? figure : `${figure}?${text}`;
}

/** An address out of its parts: `figureOf('pool', 'desk', 'unused')`; a slash within a key does not part it. */
export function figureOf(...parts: readonly (string | number)[]): string {
  return parts.map(encodeURIComponent).join('/');
}

/** What narrows a figure again; several of one name are a list. */
export function readNarrowing(query: string): Narrowing {
  const text = new URLSearchParams(query);
  const names = [...new Set(text.keys())];
  return Object.fromEntries(
    names.map(name => {
      const values = text.getAll(name);
      return [name, values.length === 1 ? (values[0] as string) : values];
    }),
  );
}
