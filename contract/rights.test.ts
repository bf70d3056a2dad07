import { globSync } from 'node:fs';
import { join } from 'node:path';
import { RIGHTS, type Right } from '@clientele/engine';
import { expect, test } from 'vitest';
import type { Endpoint } from './endpoint.ts';

/** Which right each endpoint needs. */
const ENDPOINTS: Partial<Record<Right, string>> = {
  'book.read':
    'book layouts fields me sessions endSession changePassword beginSecondFactor confirmSecondFactor endSecondFactor ' +
    // Open to everybody; the right is not asked for.
    'apiKeys makeApiKey removeApiKey signIn secondFactor seeLink redeemLink signOut',
  'customers.read': 'findCustomers customerLines drivers',
  'profit.read':
    'ranking rankingFile customer explain productMap lossCells productCell expedites decisions customerDecisions ' +
    'scenarios runScenario scenarioBasis previewModel recosting',
  'aggregates.read': 'portfolio groups selection bridge reconciliation capacity',
  'models.read': 'measurements models startingModels model timeline compareModels',
  'models.write': 'useModel returnToTimeline',
  'scenarios.write': 'saveScenario removeScenario',
  'decisions.write': 'decide',
  'facts.read':
    'batches batch batchProgress problems problemFile undoPreview lineage inspection presets presetFile rowsToMend ' +
    'watchedFolders',
  'facts.import':
    'importFile checkUploaded importUploaded keep discard cancel undo loadExample removeExample inspectFile guessMapping ' +
    'preview savePreset removePreset importPreset mendRow unmendRow importMends watchFolder unwatchFolder',
  'months.close': 'closeMonth reopenMonth',
  'views.read': 'views',
  'views.write': 'saveView removeView',
  'people.read': 'people teams',
  'people.write': 'invite changePerson removePerson resetLink saveTeam removeTeam',
  'settings.read': 'doctor',
  'settings.write': 'stop',
  'backups.make': 'backup',
};

test('every endpoint needs one right, and every right that is about them is there', async () => {
  const files = globSync('*.ts', { cwd: import.meta.dirname, exclude: ['*.test.ts'] });
  const modules = await Promise.all(
    files.map((file): Promise<object> => import(join(import.meta.dirname, file))),
  );
  const exported = Object.assign({}, ...modules) as Record<string, Record<string, Endpoint>>;
  const parts = Object.keys(exported).filter(name => name.endsWith('Endpoints'));
  const names = new Set(parts.flatMap(part => Object.values(exported[part] ?? {}).map(({ name }) => name)));
  expect(names.size).toBeGreaterThan(50);
  const placed = Object.values(ENDPOINTS).flatMap(each => each.split(' '));
  expect(placed.toSorted()).toEqual([...names].sort());
  expect(Object.keys(ENDPOINTS).filter(right => !(right in RIGHTS))).toEqual([]);
});
