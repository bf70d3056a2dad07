const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** What a browser says of itself, in two words: `Firefox on Windows`. */
export function browserText(said: string | null): string {
  const found = (names: readonly (readonly [string, string])[]) =>
    names.find(([sign]) => said?.includes(sign))?.[1];
  const browser = found(BROWSERS);
  const system = found(SYSTEMS);
  return [browser ?? 'A program', system && `on ${system}`].filter(Boolean).join(' ');
}
