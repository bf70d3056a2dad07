import type { Random } from './random.ts';
import type { Country, SegmentKey } from './segments.ts';

/** Invented names: family or place names put together from parts, and the trade in the language of the country. */
interface Language {
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly forms: readonly string[];
  readonly trades: Readonly<Record<SegmentKey, readonly string[]>>;
  /** Whether the trade stands before the name, as in "Officine Belorini". */
  readonly tradeFirst: boolean;
}

const LANGUAGES: Readonly<Record<Country, Language>> = {
  Germany: {
    first: [
      'Eichen',
      'Linden',
      'Brei',
      'Kalt',
      'Grün',
      'Hohl',
      'Winter',
      'Stein',
      'Amsel',
      'Hasel',
      'Rauh',
      'Silber',
    ],
    last: ['broich', 'kamp', 'mattes', 'rieder', 'hagener', 'wöhr', 'lohe', 'bichler', 'sieper', 'brinker'],
    forms: ['GmbH', 'GmbH & Co. KG', 'AG', 'KG'],
    trades: {
      pumps: ['Pumpenbau', 'Verdichtertechnik', 'Kreiselpumpen'],
      cars: ['Fahrzeugteile', 'Antriebstechnik'],
      fields: ['Landtechnik', 'Erntemaschinen', 'Agrartechnik'],
      food: ['Molkereitechnik', 'Getränkeanlagen', 'Abfüllanlagen'],
      medicine: ['Medizintechnik', 'Dialysegeräte'],
      trade: ['Industriebedarf', 'Technischer Handel', 'Dichtungshandel'],
      repair: ['Instandhaltung', 'Hydraulikservice', 'Anlagenservice', 'Werkstätten'],
      research: ['Versuchstechnik', 'Prototypenbau', 'Labortechnik'],
    },
    tradeFirst: false,
  },
  France: {
    first: ['Beau', 'Clair', 'Roche', 'Haute', 'Mont', 'Val', 'Font', 'Grand', 'Saint-', 'Chante', 'Bois'],
    last: ['vannes', 'mereau', 'lieu', 'brac', 'cel', 'loup', 'villard', 'rive', 'noël', 'dray'],
    forms: ['SAS', 'SARL', 'SA'],
    trades: {
      pumps: ['Pompes', 'Compresseurs'],
      cars: ['Équipements Automobiles', 'Mécanique'],
      fields: ['Machines Agricoles', 'Agri-Matériel'],
      food: ['Équipements Laitiers', 'Embouteillage'],
      medicine: ['Dispositifs Médicaux', 'Instruments'],
      trade: ['Fournitures Industrielles', 'Comptoir', 'Distribution'],
      repair: ['Maintenance', 'Ateliers', 'Hydraulique'],
      research: ['Prototypes', 'Essais'],
    },
    tradeFirst: true,
  },
  Italy: {
    first: ['Bel', 'Cas', 'Ver', 'Mor', 'Tor', 'Fer', 'Gal', 'Pol', 'Ram', 'Sar', 'Zan'],
    last: ['orini', 'andrelli', 'eschi', 'abotti', 'ugnani', 'ettari', 'olani', 'inzoni', 'arelli', 'ovesi'],
    forms: ['S.r.l.', 'S.p.A.', 'S.n.c.'],
    trades: {
      pumps: ['Pompe', 'Compressori'],
      cars: ['Componenti Auto', 'Meccanica'],
      fields: ['Macchine Agricole', 'Trattori'],
      food: ['Impianti Alimentari', 'Imbottigliamento'],
      medicine: ['Dispositivi Medici', 'Strumenti Medicali'],
      trade: ['Forniture Industriali', 'Guarnizioni'],
      repair: ['Officine', 'Manutenzioni', 'Oleodinamica'],
      research: ['Prototipi', 'Laboratori'],
    },
    tradeFirst: true,
  },
  Netherlands: {
    first: ['Van der ', 'Ooster', 'Wester', 'Duin', 'Elzen', 'Haver', 'Kolk', 'Broek', 'Zand', 'Wilgen'],
    last: ['hoven', 'meerten', 'kamp', 'dijkstra', 'veld', 'burgt', 'linde', 'wijk', 'graaf'],
    forms: ['B.V.', 'N.V.', 'V.O.F.'],
    trades: {
      pumps: ['Pompen', 'Compressoren'],
      cars: ['Voertuigtechniek'],
      fields: ['Landbouwtechniek', 'Oogstmachines'],
      food: ['Zuiveltechniek', 'Vulmachines'],
      medicine: ['Medische Techniek'],
      trade: ['Technische Groothandel', 'Afdichtingen'],
      repair: ['Onderhoud', 'Hydrauliek', 'Machineservice'],
      research: ['Prototypen', 'Meettechniek'],
    },
    tradeFirst: false,
  },
};

/** A name that nobody in `taken` bears; it is added there. */
export function companyName(
  country: Country,
  segment: SegmentKey,
  taken: Set<string>,
  random: Random,
): string {
  const language = LANGUAGES[country];
  for (;;) {
    const first = random.pick(language.first);
    const last = random.pick(language.last);
    const own = first.endsWith(' ') || first.endsWith('-') ? first + capital(last) : first + last;
    const trade = random.pick(language.trades[segment]);
    const core = language.tradeFirst ? `${trade} ${own}` : `${own} ${trade}`;
    if (taken.has(own) && taken.size < 320) continue; // the same family name twice only once the names run short
    if (taken.has(core)) continue;
    taken.add(own).add(core);
    return `${core} ${random.weighted(language.forms, form => (form === language.forms[0] ? 4 : 1))}`;
  }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
