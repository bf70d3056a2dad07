/** Codes of ISO 4217 that are money in circulation. */
const CODES = new Set(
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC
  CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK
  JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
  MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
  STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG`.split(
    /\s+/,
  ),
);

/** Signs that stand for one currency, and those that several share. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  '£': ['GBP'],
  '₹': ['INR'],
  '₺': ['TRY'],
  '₽': ['RUB'],
  '₩': ['KRW'],
  '₪': ['ILS'],
  '₫': ['VND'],
  '฿': ['THB'],
  zł: ['PLN'],
  Kč: ['CZK'],
  Ft: ['HUF'],
  SFr: ['CHF'],
  US$: ['USD'],
  R$: ['BRL'],
  $: ['USD', 'CAD', 'AUD', 'MXN', 'SGD', 'HKD', 'NZD'],
  '¥': ['JPY', 'CNY'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
};

const SIGN_PATTERN = `[A-Z]{3}|${Object.keys(SIGNS)
  .map(sign => sign.replaceAll('$', '\\$'))
  .join('|')}`;
const BEFORE = new RegExp(`^(${SIGN_PATTERN})\\.? ?(?=[-+(\\d.,٫])`);
const AFTER = new RegExp(`(?<=[\\d.,)-]) ?(${SIGN_PATTERN})\\.?$`);

const SIGN_LENGTH_MOST = 5;

export function isCurrencyCode(text: string): boolean {
  return CODES.has(text);
}

/** The currencies that `€`, `$` or `USD` can mean; none for what is no sign of one. */
export function currenciesOfSign(sign: string): readonly string[] {
  if (sign.length > SIGN_LENGTH_MOST) return [];
  const written = sign.trim();
  if (CODES.has(written.toUpperCase()) && written.length === 3) return [written.toUpperCase()];
  return SIGNS[written] ?? [];
}

/** A figure without the currency sign before or behind it, and that sign. */
export function withoutCurrencySign(text: string): {
  readonly rest: string;
  readonly sign: string | undefined;
} {
  const found = BEFORE.exec(text) ?? AFTER.exec(text);
  const sign = found?.[1];
  if (!found || sign === undefined || currenciesOfSign(sign).length === 0)
    return { rest: text, sign: undefined };
  return { rest: text.replace(found[0], '').trim(), sign };
}
