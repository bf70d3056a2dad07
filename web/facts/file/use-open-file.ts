import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { batchEndpoints } from '../../../contract/batches.ts';
import { factEndpoints } from '../../../contract/facts.ts';
import type { Inspection } from '../../../contract/mapping.ts';
import { call, reading } from '../../call.ts';
import { paths } from '../../links.ts';
import { clearReading, firstStep, howToRead, workedOn } from './asked-file.ts';

/** Opens a file where there is something to decide; one that is clear is checked on the way there. */
export function useOpenFile() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return async (inspection: Inspection) => {
    const { id } = inspection;
    const step = firstStep(inspection, {});
    const table = workedOn(inspection, {})?.table;
    const book = await queries.fetchQuery(reading(factEndpoints.book));
    let batch: string | undefined;
    const how = table && clearReading(table);
    if (step === 'check' && book.settings !== null && how) {
      const body = howToRead(inspection, table, how);
      // What hinders the check is said by the page of the check, where it can be tried again.
      batch = await call(batchEndpoints.checkUploaded, { params: { id }, body }).then(
        checked => checked.id,
        () => undefined,
      );
    }
    const preset = how && 'preset' in how ? how.preset : undefined;
    await navigate({
      to: paths.file,
      params: { id },
      search: { file: inspection.file, at: step, preset, batch },
    });
  };
}
