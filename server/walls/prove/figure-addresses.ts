import type { Target } from './target.ts';

/** Addresses of figures of every subject that can be a customer's, a file's or a selection's. */
export const figuresOf = ({ customer, customerKey, batch, scenario, product }: Target): string[] => [
  ...['profit', 'revenue', 'contribution', 'costToServe', 'rank', 'grade', 'list', 'returns'].map(
    key => `customer/${customer}/${key}`,
  ),
  ...['amount', 'rowsKept', 'rowsRead', 'rowsRefused'].map(key => `batch/${batch}/${key}`),
  ...['profit', 'revenue', 'customers'].flatMap(key => [
    ...[`ranking/${key}`, `portfolio/${key}`, `ranking/${key}?search=${customerKey}`],
    ...[`ranking/${key}?where=country:DE`, `ranking/${key}?sign=loss`],
  ]),
  ...['unassigned/profit', 'portfolio/companyProfit', 'reconciliation/open', 'portfolio/peak'],
  ...[
    `cell/${customer}/${encodeURIComponent(product)}/profit`,
    `cells/profit?of=${product}&customers=50&products=50`,
  ],
  ...[
    `cells/profit?customer=${customer}&customers=9&products=9`,
    `bridge/price?before=2024&customer=${customer}@2025`,
  ],
  ...['bridge/volume?before=2024@2025', 'expedites/money', 'expedites/minutes'],
  ...['value', `value/${customer}`, `value/${customerKey}/amount`, `value/${customer}/marginRate`],
  ...[`scenario/${scenario}/profit/low`, `scenario/${scenario}/revenue/high`, 'measurement/1/revenue'],
];
