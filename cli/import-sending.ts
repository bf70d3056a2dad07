import type { Batch, HowToRead } from '../contract/batches.ts';
import { type Asked, wholeNumber } from './command.ts';
import type { Connection } from './connection.ts';
import type { Question } from './contract.ts';
import { WrongUsage } from './errors.ts';
import { bytesOf } from './file-reading.ts';
import { finished } from './import-outcome.ts';
import { jsonIn } from './json-file.ts';
import { tablesAsked } from './table-asked.ts';

/** Files that may hold several tables; what a file is, its bytes say, but these are worth a look first. */
const SEVERAL = /\.(zip|xlsx|xlsm)$/i;
const LEAVE_OUT = ['repeated', 'existing'];

/** How the files are to be read, as the options say. */
export async function readingAsked(asked: Asked, usage: string): Promise<Omit<HowToRead, 'file' | 'part'>> {
  const { flags, values } = asked;
  const { kind, preset, company, currency, mapping, replaces } = values;
  const leaveOut = values['leave-out']?.split(',').map(word => word.trim()) ?? [];
  const unknown = leaveOut.find(word => !LEAVE_OUT.includes(word));
  if (unknown !== undefined)
    throw new WrongUsage(
      `--leave-out takes ${LEAVE_OUT.join(' or ')}, or both with a comma, not "${unknown}".`,
      usage,
    );
  if ([kind, preset, mapping].filter(given => given !== undefined).length > 1)
    throw new WrongUsage('A file is read by --kind, by --preset or by --mapping: give one of them.', usage);
  const settings = {
    company,
    currency,
    timeZone: values['time-zone'],
    homeCountry: values['home-country'],
    fiscalStartMonth: wholeNumber(asked, 'fiscal-start', { min: 1, max: 12, usage }),
  };
  return {
    kind,
    preset,
    replaces,
    settings,
    ...(mapping === undefined ? {} : { mapping: (await jsonIn(mapping)) as HowToRead['mapping'] & object }),
    ...(flags.has('all-or-nothing') ? { allOrNothing: true } : {}),
    ...(leaveOut.includes('repeated') ? { leaveOutRepeated: true } : {}),
    ...(leaveOut.includes('existing') ? { leaveOutExisting: true } : {}),
  };
}

/** Sends a file and waits until each of its tables is read; one batch a table. */
export async function sentAndRead(
  connection: Connection,
  { screen, values, flags }: Asked,
  { path, name, reading }: { path: string; name: string; reading: Omit<HowToRead, 'file' | 'part'> },
): Promise<Batch[]> {
  screen.progress(`${name}   sending`);
  const isLookedAt = flags.has('check') || reading.mapping !== undefined || SEVERAL.test(name);
  if (!isLookedAt) {
    const query = oneShot(name, values, reading);
    return [
      await finished(connection, screen, await connection.upload('importFile', { query }, bytesOf(path))),
    ];
  }
  const inspection = await connection.upload('inspectFile', { query: { file: name } }, bytesOf(path));
  const batches: Batch[] = [];
  for (const { part } of tablesAsked(inspection, values)) {
    const question = {
      params: { id: inspection.id },
      body: { ...reading, file: name, ...(part === null ? {} : { part }) },
    };
    const batch = await connection.call(flags.has('check') ? 'checkUploaded' : 'importUploaded', question);
    batches.push(await finished(connection, screen, batch));
  }
  return batches;
}

function oneShot(
  file: string,
  { sheet, member }: Asked['values'],
  {
    kind,
    preset,
    settings,
    replaces,
    allOrNothing,
    leaveOutRepeated,
    leaveOutExisting,
  }: Omit<HowToRead, 'file'>,
): Question<'importFile'>['query'] & object {
  const yes = (given: boolean | undefined) => (given ? 'true' : undefined);
  return {
    file,
    sheet,
    member,
    kind,
    preset,
    ...settings,
    replaces,
    allOrNothing: yes(allOrNothing),
    leaveOutRepeated: yes(leaveOutRepeated),
    leaveOutExisting: yes(leaveOutExisting),
  };
}
