/** Beginnings of the months' names in English, German, French, Spanish, Italian and Dutch, without accents. */
const BEGINNINGS: readonly (readonly string[])[] = [
  ['jan', 'janner', 'janv', 'ene', 'gen'],
  ['feb', 'fev', 'fevr'],
  ['mar', 'marz', 'maart', 'mrt', 'maerz', 'mrz'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mag', 'mei', 'mayo'],
  ['jun', 'juin', 'giu', 'junio'],
  ['jul', 'juil', 'lug', 'julio'],
  ['aug', 'aou', 'aout', 'ago'],
  ['sep', 'set', 'sept'],
  ['oct', 'okt', 'ott'],
  ['nov'],
  ['dec', 'dez', 'dic'],
];

/** What may follow a beginning, so that "marketing" is no March. */
const NAMES =
  /^(january|januar|januari|janvier|enero|gennaio|february|februar|februari|fevrier|febrero|febbraio|march|marz|maerz|mars|marzo|maart|april|avril|abril|aprile|may|mai|mayo|maggio|mei|june|juni|juin|junio|giugno|july|juli|juillet|julio|luglio|august|aout|agosto|augustus|september|septembre|septiembre|settembre|setiembre|october|oktober|octobre|octubre|ottobre|november|novembre|noviembre|december|dezember|decembre|diciembre|dicembre)$/;

/** 1 to 12 for the name of a month or its beginning: monthNamed('Févr.') → 2. */
export function monthNamed(name: string): number | undefined {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase();
  const exact = BEGINNINGS.findIndex(beginnings => beginnings.includes(plain));
  if (exact >= 0) return exact + 1;
  if (!NAMES.test(plain)) return undefined;
  const longest = (beginnings: readonly string[]) =>
    Math.max(...beginnings.map(beginning => (plain.startsWith(beginning) ? beginning.length : 0)));
  const lengths = BEGINNINGS.map(longest);
  const most = Math.max(...lengths);
  return most === 0 ? undefined : lengths.indexOf(most) + 1;
}
