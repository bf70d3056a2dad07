import { cents, csv } from './csv.ts';

export type Family =
  | 'seals'
  | 'fittings'
  | 'metre goods'
  | 'solenoid valves'
  | 'valves'
  | 'manifolds'
  | 'sensors'
  | 'castings'
  | 'special';

export interface Product {
  readonly number: string;
  readonly name: string;
  readonly family: Family;
  readonly stage: 'raw' | 'semi-finished' | 'finished' | '';
  readonly unit: 'piece' | 'kg' | 'm' | 'hour';
  /** List price of 2025 and product cost, in cents; manifolds to drawing have no cost of their own: each job has its own. */
  readonly listCents: number;
  readonly costCents: number | undefined;
  /** Quantities are multiples of it. */
  readonly pack: number;
}

export const GOODS: readonly Product[] = [
  goods('S-1010', 'O-ring NBR 70, set', 'seals', 'finished', 420, 162, 50),
  goods('S-1020', 'O-ring FKM 75, set', 'seals', 'finished', 960, 365, 50),
  goods('S-1110', 'Rod seal PU 25', 'seals', 'finished', 640, 256, 20),
  goods('S-1120', 'Piston seal PTFE 40', 'seals', 'finished', 1180, 474, 20),
  goods('S-1210', 'Rotary shaft seal 35×52', 'seals', 'finished', 875, 374, 20),
  goods('S-1310', 'Mechanical seal, carbide', 'seals', 'finished', 14800, 5794, 1),
  goods('S-1410', 'Hygienic clamp gasket EPDM', 'seals', 'finished', 345, 139, 50),
  goods('S-1900', 'Seal blank, moulded', 'seals', 'semi-finished', 210, 105, 100),
  goods('F-2010', 'Straight coupling 12L', 'fittings', 'finished', 690, 301, 10),
  goods('F-2020', 'Elbow coupling 12L', 'fittings', 'finished', 940, 420, 10),
  goods('F-2030', 'T-piece 18L', 'fittings', 'finished', 1460, 652, 10),
  goods('F-2110', 'Quick coupling, flat face', 'fittings', 'finished', 4850, 2077, 5),
  goods('F-2120', 'Rotary union G1', 'fittings', 'finished', 21500, 8818, 1),
  goods('F-2210', 'Hygienic union DN 40', 'fittings', 'finished', 3270, 1367, 5),
  goods('F-2900', 'Fitting body, turned', 'fittings', 'semi-finished', 385, 190, 50),
  metre('T-3010', 'Precision tube 12×1.5', 'raw', 780, 420),
  metre('T-3020', 'Precision tube 18×2, stainless', 'raw', 1920, 1015),
  metre('T-3110', 'PTFE hose, braided', 'finished', 2640, 1157),
  metre('T-3210', 'Seal cord FKM 6', 'semi-finished', 560, 265),
  goods('V-4010', 'Solenoid valve 2/2 G¼', 'solenoid valves', 'finished', 7900, 3307, 1),
  goods('V-4020', 'Solenoid valve 3/2 G⅜', 'solenoid valves', 'finished', 11200, 4692, 1),
  goods('V-4030', 'Solenoid valve 5/2, ISO 1', 'solenoid valves', 'finished', 16900, 6925, 1),
  goods('V-4040', 'Solenoid valve, hygienic', 'solenoid valves', 'finished', 24600, 9640, 1),
  goods('V-4110', 'Check valve G½', 'valves', 'finished', 3120, 1367, 5),
  goods('V-4120', 'Ball valve DN 25', 'valves', 'finished', 5480, 2451, 2),
  goods('V-4130', 'Diaphragm valve DN 20', 'valves', 'finished', 18700, 7325, 1),
  goods('V-4140', 'Pressure relief valve 250 bar', 'valves', 'finished', 13900, 5822, 1),
  goods('V-4150', 'Proportional valve, size 6', 'valves', 'finished', 48500, 19405, 1),
  goods('V-4900', 'Valve body, machined', 'valves', 'semi-finished', 3650, 1804, 10),
  goods('M-5010', 'Manifold, 4 stations', 'manifolds', 'finished', 31200, 13074, 1),
  goods('M-5020', 'Manifold, 8 stations', 'manifolds', 'finished', 54800, 22958, 1),
  goods('M-5030', 'Manifold blank, drilled', 'manifolds', 'semi-finished', 17400, 8401, 1),
  goods('M-5090', 'Manifold to drawing', 'manifolds', 'finished', 68000, undefined, 1),
  goods('E-6010', 'Pressure sensor 0–250 bar', 'sensors', 'finished', 9800, 3926, 1),
  goods('E-6020', 'Pressure sensor 0–10 bar, hygienic', 'sensors', 'finished', 16400, 6278, 1),
  goods('E-6030', 'Flow sensor, inductive DN 25', 'sensors', 'finished', 39500, 15488, 1),
  goods('E-6040', 'Temperature sensor Pt100', 'sensors', 'finished', 5900, 2368, 1),
  goods('E-6050', 'Level switch', 'sensors', 'finished', 8400, 3445, 1),
  goods('C-7010', 'Valve body casting, stainless', 'castings', 'raw', 2150, 1157, 20),
  { ...goods('C-7020', 'Bronze bar, continuous cast', 'castings', 'raw', 1640, 912, 25), unit: 'kg' },
];

/** Freight, papers and fees have no product cost: what they cause is costed where it arises. A zero, not a gap. */
export const SPECIALS = {
  freight: special('X-9010', 'Freight charge', 1850, 0),
  certificate: special('X-9020', 'Certificate 3.1', 2800, 0),
  engineering: { ...special('X-9030', 'Engineering hours', 11500, 0), unit: 'hour' as const },
  surcharge: special('X-9040', 'Small-order surcharge', 2500, 0),
  sample: special('X-9050', 'Sample set', 4500, 2900),
} as const;

export function products(): string {
  const headings = ['product', 'name', 'kind', 'stage', 'group', 'unit', 'unit_cost', 'list_price'];
  const rows = [...GOODS, ...Object.values(SPECIALS)].map(product => [
    product.number,
    product.name,
    product.family === 'special' ? 'special' : 'goods',
    product.stage,
    product.family === 'special' ? '' : product.family,
    product.unit,
    product.costCents === undefined ? '' : cents(product.costCents),
    cents(product.listCents),
  ]);
  return csv(headings, rows);
}

function goods(
  number: string,
  name: string,
  family: Family,
  stage: Product['stage'],
  listCents: number,
  costCents: number | undefined,
  pack: number,
): Product {
  return { number, name, family, stage, unit: 'piece', listCents, costCents, pack };
}

function metre(
  number: string,
  name: string,
  stage: Product['stage'],
  listCents: number,
  costCents: number,
): Product {
  return { ...goods(number, name, 'metre goods', stage, listCents, costCents, 1), unit: 'm' };
}

function special(number: string, name: string, listCents: number, costCents: number): Product {
  return goods(number, name, 'special', '', listCents, costCents, 1);
}
