import { wordsFor } from './heading-words-by-kind.ts';
import { type FactKind, type FieldType, LAYOUTS, normalHeading } from './layout.ts';

/** A heading, taken apart once for all the fields that it may mean. */
export interface HeadingWords {
  /** As a layout would write it. */
  readonly normal: string;
  readonly words: readonly string[];
  readonly joined: string;
  readonly sorted: string;
}

export function headingWords(heading: string): HeadingWords {
  const short = heading.slice(0, HEADING_LENGTH_MOST);
  return { normal: normalHeading(short), ...keysOf(wordsOfHeading(short)) };
}

/** Whoever heads a column with more than this writes prose. */
const HEADING_LENGTH_MOST = 200;

function keysOf(words: readonly string[]): Omit<HeadingWords, 'normal'> {
  return { words, joined: words.join(''), sorted: [...words].sort().join(' ') };
}

/** How surely a heading means a field, 0 to 1. */
export function headingScore(kind: FactKind, field: string, heading: HeadingWords): number {
  if (heading.normal === field) return 1;
  const { sure, maybe, type } = phrasesFor(kind, field);
  const exact = Math.max(isPhrase(heading, sure) ? SURE : 0, isPhrase(heading, maybe) ? MAYBE : 0);
  if (exact === SURE || saysAnother(heading, type)) return exact;
  return Math.max(exact, SURE * withMore(heading, sure), MAYBE * withMore(heading, maybe));
}

const SURE = 0.98;
const MAYBE = 0.75;
/** A heading that says more than the phrase: "Sold-to customer no. (ERP)". */
const WITH_MORE = 0.8;
const WITH_MUCH_MORE = 0.5;

interface Phrases {
  readonly joined: ReadonlySet<string>;
  readonly sorted: ReadonlySet<string>;
  /** Those that stand for the field also within a longer heading. */
  readonly within: readonly (readonly string[])[];
}

interface PhrasesOfField {
  readonly sure: Phrases;
  readonly maybe: Phrases;
  readonly type: FieldType | undefined;
}

const PHRASES = new Map<string, PhrasesOfField>();

function phrasesFor(kind: FactKind, field: string): PhrasesOfField {
  const key = `${kind} ${field}`;
  const known = PHRASES.get(key);
  if (known) return known;
  const words = wordsFor(kind, field);
  const type = LAYOUTS.find(layout => layout.kind === kind)?.fields.find(({ name }) => name === field)?.type;
  const phrases = { sure: phrasesOf(words?.sure ?? ''), maybe: phrasesOf(words?.maybe ?? ''), type };
  PHRASES.set(key, phrases);
  return phrases;
}

function phrasesOf(list: string): Phrases {
  const phrases = list
    .split(';')
    .map(phrase => keysOf(wordsOf(phrase)))
    .filter(({ words }) => words.length > 0);
  return {
    joined: new Set(phrases.map(({ joined }) => joined)),
    sorted: new Set(phrases.map(({ sorted }) => sorted)),
    within: phrases.filter(({ joined }) => joined.length > 2).map(({ words }) => words),
  };
}

function isPhrase({ joined, sorted }: HeadingWords, phrases: Phrases): boolean {
  return phrases.joined.has(joined) || phrases.sorted.has(sorted);
}

/** How surely a longer heading means the field that one of the phrases in it says. */
function withMore({ words }: HeadingWords, phrases: Phrases): number {
  if (words.length < 2) return 0;
  const others = phrases.within
    .filter(phrase => phrase.every(word => words.includes(word)))
    .map(phrase => words.filter(word => !phrase.includes(word)))
    .sort((one, other) => one.length - other.length)[0];
  if (!others || others.some(word => SPOILING.has(word))) return 0;
  return others.length > 2 ? WITH_MUCH_MORE : WITH_MORE;
}

/**
 * Whether the heading as a whole is the phrase of fields that hold something else, in whichever kind: "Order channel" is
 * no order that says more, also in a kind without channels.
 */
function saysAnother(heading: HeadingWords, type: FieldType | undefined): boolean {
  if (type === undefined || heading.words.length < 2) return false;
  typesOfPhrases ??= typesByPhrase();
  const said = typesOfPhrases.get(heading.sorted);
  // A month is read from a day as well.
  return said !== undefined && !said.has(type) && !(type === 'month' && said.has('day'));
}

/** The types of the fields that a phrase surely says, by its sorted words. */
let typesOfPhrases: ReadonlyMap<string, ReadonlySet<FieldType>> | undefined;

function typesByPhrase(): ReadonlyMap<string, ReadonlySet<FieldType>> {
  const types = new Map<string, Set<FieldType>>();
  for (const { kind, fields } of LAYOUTS)
    for (const { name, type } of fields)
      for (const sorted of phrasesFor(kind, name).sure.sorted)
        types.set(sorted, (types.get(sorted) ?? new Set()).add(type));
  return types;
}

/** A heading with one of these besides the phrase means something else: "customer group" is no customer. */
const SPOILING = new Set(
  `date datum fecha data name nom nombre naam group gruppe groupe grupo gruppo groep type typ art city stadt ville ciudad street strasse address adresse zip plz
  percent tax vat steuer mwst tva iva btw status discount rabatt remise descuento sconto korting description text bezeichnung per unit
  stuck currency wahrung devise divisa moneda valuta gross brutto brut bruto lordo due fallig echeance vencimiento scadenza weight gewicht
  user benutzer phone email mail line pos position zeile ligne linea riga regel category kategorie serial internal incl inkl ttc cost kosten
  price preis prix precio prezzo prijs delivery liefer livraison requested wunsch open offen remaining rest margin marge margen margine`
    .split(/\s+/)
    .map(folded),
);

/** Words of a heading: lower case, without accents and punctuation, numbers of things as `no`, currencies left out. */
function wordsOfHeading(heading: string): string[] {
  const plain = heading.replace(
    /[([](.*?)[)\]]/g,
    (_, inside: string) => ` ${isUnit(inside) ? '' : inside} `,
  );
  const words = wordsOf(plain);
  return words.length > 0 ? words : wordsOf(heading);
}

function isUnit(text: string): boolean {
  return (
    currencyInHeading(text) !== undefined ||
    /^(lcy|mw|stk|pcs|kg|netto|net|ht|excl\.? ?(vat|btw|iva))$/i.test(text.trim())
  );
}

function wordsOf(text: string): string[] {
  const words = text
    .replace(/([a-z0-9])([A-Z])(?=[a-z])/g, '$1 $2')
    .replace(/([a-z])(ID|No|NO)\b/g, '$1 $2')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/%/g, ' percent ')
    .replace(/#/g, ' no ')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}€$£]+/gu, ' ')
    .trim()
    .split(' ')
    .filter(word => word !== '' && !(HEADED_CURRENCIES.has(word) && text !== word));
  return words
    .map(word => word.toLowerCase())
    .filter(word => !LEFT_OUT.has(word))
    .map(folded)
    .flatMap(numbersApart);
}

/** Umlauts written out are the same word: `stueckzahl` and `Stückzahl`. */
function folded(word: string): string {
  return word.replace(/ae/g, 'a').replace(/oe/g, 'o').replace(/ue/g, 'u');
}

const NUMBERS = new Set(
  'no nr nro num numb number numero nummer n id code cod codigo codice key kennung'.split(' ').map(folded),
);
const LEFT_OUT = new Set(
  'de du la le les des del della dei der die das of the en het van di do d l per pro el los las das al a au il lo € $ £'.split(
    ' ',
  ),
);

/** `kundennummer` as `kunden no`. */
function numbersApart(word: string): string[] {
  if (NUMBERS.has(word)) return ['no'];
  const [, stem, ending] = /^(.{3,}?)(nummer|number|nr|code|kode|codigo|codice)$/.exec(word) ?? [];
  if (stem !== undefined && ending !== undefined) return [stem, 'no'];
  const [, known] =
    /^(customer|client|product|item|order|invoice|kunden|artikel|material|account|stock|sku|document)(id|no)$/.exec(
      word,
    ) ?? [];
  return known === undefined ? [word] : [known, 'no'];
}

/** Codes that are no words: a heading in capitals may well say ALL, TOP or TRY. */
const HEADED_CURRENCIES = new Set(
  'EUR USD GBP CHF JPY CNY CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN MXN BRL INR SGD HKD ZAR'.split(' '),
);

/** The currency that a heading names: "Net amount (USD)" → 'USD', "Betrag €" → 'EUR'. */
export function currencyInHeading(heading: string): string | undefined {
  if (/€/.test(heading)) return 'EUR';
  if (/£/.test(heading)) return 'GBP';
  return heading.split(/[^A-Za-z]+/).find(word => HEADED_CURRENCIES.has(word));
}
