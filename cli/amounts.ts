/** How figures stand in a terminal: thousands separated, a true minus, rounded for the eye only. */

const MINUS = '\u2212';

/**
 * An exact decimal rounded half away from zero to `decimals`, such as "−1,234.50".
 * Example: amountText('-1234.5', 2) → '−1,234.50'
 */
export function amountText(exact: string, decimals = 2): string {
  const { negative, whole, fraction } = parts(exact);
  const kept = `${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`;
  const up = (fraction[decimals] ?? '0') >= '5' ? 1n : 0n;
  const digits = (BigInt(kept) + up).toString().padStart(decimals + 1, '0');
  const text = join(digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals));
  return negative && /[1-9]/.test(digits) ? MINUS + text : text;
}

/** An exact decimal with all its digits: "−1,234.5678". */
export function exactText(exact: string): string {
  const { negative, whole, fraction } = parts(exact);
  const text = join(BigInt(whole).toString(), fraction.replace(/0+$/, ''));
  return negative && /[1-9]/.test(text) ? MINUS + text : text;
}

/** A count or a ratio, with at most `decimals` digits after the point. */
export function countText(count: number, decimals = 3): string {
  const shown = Number(count.toFixed(decimals));
  const text = Math.abs(shown).toLocaleString('en-US', { maximumFractionDigits: decimals });
  return shown < 0 ? MINUS + text : text;
}

/** A share of 0–1 as a percentage; "–" where there is none. */
export function shareText(share: number | null, decimals = 1): string {
  if (share === null) return '\u2013';
  const text = `${Math.abs(share * 100).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })} %`;
  return share < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

export function isNegative(exact: string): boolean {
  return exact.startsWith('-') && /[1-9]/.test(exact);
}

export function isZero(exact: string): boolean {
  return !/[1-9]/.test(exact);
}

/** Decimals that are usual in a currency; two where it is not known. */
export function decimalsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

export function bytesText(bytes: number): string {
  if (bytes < 1024) return counted(bytes, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${countText(bytes / 1024 ** power, 1)} ${units[power - 1]}`;
}

function parts(exact: string): { negative: boolean; whole: string; fraction: string } {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(exact);
  if (!match) throw new RangeError(`not a decimal: ${exact}`);
  return { negative: match[1] === '-', whole: match[2] ?? '0', fraction: match[3] ?? '' };
}

function join(whole: string, fraction: string): string {
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === '' ? separated : `${separated}.${fraction}`;
}
