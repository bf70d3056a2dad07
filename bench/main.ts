import { machineText } from './measure.ts';
import { benchOnlineRetail } from './online-retail.ts';
import { benchPortfolio } from './portfolio.ts';

/** `npm run bench [-- NAME]`: figures as ratios in one run; shared machines are noisy, so medians count. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  'online-retail': benchOnlineRetail,
  portfolio: benchPortfolio,
};

console.log(`${machineText()}\n`);
const asked = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length === 0 || asked.includes(name)) await bench();
}
