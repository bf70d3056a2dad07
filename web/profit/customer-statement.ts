import type { Statement } from '../../contract/profit-answers.ts';
import { figureOf } from '../../contract/profit-figure.ts';

/** A line of a customer's profit and loss, and how to read it from the statement of any period. */
export interface StatementLine {
  readonly key: string;
  readonly label: string;
  /** Totals stand on zero; the lines between them are added. */
  readonly kind: 'total' | 'change' | 'activity';
  /** Last parts of its address for Explain. */
  readonly figure: string;
  readonly assumed: boolean;
  readonly amountIn: (statement: Statement) => string | undefined;
}

/** The lines in their order: price waterfall, contribution, cost lines with their activities, profit. */
export function statementLines(statement: Statement): StatementLine[] {
  return [
    line('list', 'List price', 'total'),
    line('discounts', 'Discounts', 'change'),
    line('priceCorrections', 'Price corrections', 'change'),
    line('rebates', 'Rebates', 'change'),
    line('returns', 'Returns and credits', 'change'),
    { ...line('netRevenue', 'Net revenue', 'total'), figure: 'revenue' },
    line('productCost', 'Product cost', 'change'),
    line('contribution', 'Contribution', 'total'),
    ...statement.costLines.flatMap(costLines),
    line('profit', 'Profit', 'total'),
  ];
}

/** Lines that say nothing in any of these statements are left out; totals always stand. */
export function withAmounts(
  lines: readonly StatementLine[],
  ...statements: readonly Statement[]
): StatementLine[] {
  const says = (line: StatementLine) =>
    statements.some(statement => Number(line.amountIn(statement) ?? 0) !== 0);
  return lines.filter(line => line.kind === 'total' || says(line));
}

type Plain =
  | 'list'
  | 'discounts'
  | 'priceCorrections'
  | 'rebates'
  | 'returns'
  | 'netRevenue'
  | 'productCost'
  | 'contribution'
  | 'profit';

function line(key: Plain, label: string, kind: 'total' | 'change'): StatementLine {
  return { key, label, kind, figure: key, assumed: false, amountIn: statement => statement[key] };
}

function costLines(line: Statement['costLines'][number]): StatementLine[] {
  const find = (statement: Statement) => statement.costLines.find(({ key }) => key === line.key);
  return [
    {
      key: `line/${line.key}`,
      label: line.name,
      kind: 'change',
      figure: figureOf('line', line.key),
      assumed: line.activities.some(activity => activity.assumed && Number(activity.amount) !== 0),
      amountIn: statement => find(statement)?.amount,
    },
    ...line.activities.map(
      (activity): StatementLine => ({
        key: `cost/${activity.key}`,
        label: activity.name,
        kind: 'activity',
        figure: figureOf('cost', activity.key),
        assumed: activity.assumed,
        amountIn: statement => find(statement)?.activities.find(({ key }) => key === activity.key)?.amount,
      }),
    ),
  ];
}
