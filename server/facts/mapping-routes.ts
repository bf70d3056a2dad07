import type { FactKind, Mapping, Scope } from '@clientele/engine';
import { mappingEndpoints } from '../../contract/mapping.ts';
import type { Bind } from '../routing.ts';
import { guessAnswerAs, type InspectionStores, inspectionAnswer, previewAnswer } from './inspection.ts';
import { keepOriginal } from './originals.ts';
import { presetAsFile, presetsAnswer, removePreset, savePreset } from './presets.ts';

export function bindMapping(bind: Bind, stores: InspectionStores): void {
  const inspect = (scope: Scope, id: string, file?: string) => inspectionAnswer(stores, scope, { id, file });
  bind(mappingEndpoints.inspectFile, async ({ scope, query, bytes }) => {
    const { sha256 } = await keepOriginal(stores.folder, bytes);
    return await inspect(scope, sha256, query.file);
  });
  bind(mappingEndpoints.inspection, ({ scope, params, query }) => inspect(scope, params.id, query.file));
  bind(mappingEndpoints.guessMapping, ({ scope, params, body }) =>
    guessAnswerAs(stores, scope, { ...body, id: params.id, kind: body.kind as FactKind }),
  );
  bind(mappingEndpoints.preview, ({ scope, params, body }) =>
    previewAnswer(stores, scope, { ...body, id: params.id }),
  );
  bind(mappingEndpoints.presets, ({ scope }) => presetsAnswer(stores, scope));
  bind(mappingEndpoints.savePreset, ({ scope, body }) =>
    savePreset(stores, scope, { name: body.name, mapping: body.mapping as Mapping }),
  );
  bind(mappingEndpoints.removePreset, ({ scope, params }) => removePreset(stores, scope, params.name));
  bind(mappingEndpoints.presetFile, ({ scope, params }) => presetAsFile(stores, scope, params.name));
  bind(mappingEndpoints.importPreset, ({ scope, body }) =>
    savePreset(stores, scope, { name: body.name, mapping: body.mapping as Mapping }),
  );
}
