const OWN_PERIOD = /^(.+)@(\d{4}(?:-Q[1-4]|-\d{2})?)$/;

/**
 * A figure of one part of the page's period stands in the address with that part after it:
 * `customer/cus_x/profit@2025-03`. Without it the figure is that of the page's period.
 */
export function figureIn(figure: string, period: string): string {
  return `${figure}@${period}`;
}

/** Figure and period apart again; without a period of its own a figure obeys the page's. */
export function readFigure(text: string, pagePeriod: string): { figure: string; period: string } {
  const [, figure = text, period = pagePeriod] = OWN_PERIOD.exec(text) ?? [];
  return { figure, period };
}

/** An input of a figure is of the same period as the figure itself. */
export function inPeriodOf(text: string, input: string): string {
  const period = OWN_PERIOD.exec(text)?.[2];
  return period === undefined ? input : figureIn(input, period);
}
