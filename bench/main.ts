import { benchHundredMillion, benchLargeBook, benchWideBook } from './large-book.ts';
import { machineText } from './measure.ts';
import { benchOnlineRetail } from './online-retail.ts';
import { benchPortfolio } from './portfolio.ts';
import { benchRecosting } from './recosting.ts';
import { benchTenCopies } from './ten-copies.ts';
import { benchValue } from './value.ts';
import { benchWalls } from './walls.ts';

/** `npm run bench [-- NAME]`: figures as ratios in one run; shared machines are noisy, so medians count. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  'online-retail': benchOnlineRetail,
  portfolio: benchPortfolio,
  recosting: benchRecosting,
  walls: benchWalls,
  value: benchValue,
};
/** Only by name: these take many minutes, and up to ten gigabytes of disk. */
const LONG: typeof BENCHES = {
  'ten-copies': benchTenCopies,
  'large-book': benchLargeBook,
  'wide-book': benchWideBook,
  'hundred-million': benchHundredMillion,
};

console.log(`${machineText()}\n`);
const asked = process.argv.slice(2);
const unknown = asked.filter(name => !(name in BENCHES || name in LONG));
if (unknown.length > 0)
  throw new Error(
    `there is no bench ${unknown.join(', ')}: ${Object.keys({ ...BENCHES, ...LONG }).join(', ')}`,
  );
const names = asked.length > 0 ? asked : Object.keys(BENCHES);
for (const name of names) await (BENCHES[name] ?? LONG[name])?.();
