import { RIGHTS } from '@clientele/engine';
import * as z from 'zod/mini';
import { type Endpoint, refusalAnswer } from '../contract/endpoint.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of the endpoints, written from the contract. */
export function openApiDocument(endpoints: readonly Endpoint[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path}`;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  const description =
    'Customer profit to the last digit. Amounts are exact decimal strings in the reporting currency.';
  return { openapi: '3.1.0', info: { title: 'Clientele', version: '0.1.0', description }, paths };
}

function operation(endpoint: Endpoint) {
  const query = schemaOf(endpoint.query, 'input');
  const required = new Set((query.required as string[] | undefined) ?? []);
  const parameters = [
    ...Object.entries((schemaOf(endpoint.params, 'input').properties as JsonSchema | undefined) ?? {}).map(
      ([name, schema]) => ({
        name,
        in: 'path',
        required: true,
        schema,
      }),
    ),
    ...Object.entries((query.properties as JsonSchema | undefined) ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.has(name),
      schema,
    })),
  ];
  const upload = {
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  };
  const body = endpoint.body
    ? { content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } }
    : undefined;
  const media = endpoint.media ?? 'application/json';
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    description: endpoint.open
      ? 'Nobody has to be signed in.'
      : `Takes the right "${RIGHTS[endpoint.right]}" (\`${endpoint.right}\`).`,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(endpoint.upload
      ? { requestBody: { required: true, ...upload } }
      : body
        ? { requestBody: { required: true, ...body } }
        : {}),
    responses: {
      200: {
        description: 'The answer',
        content: { [media]: { schema: schemaOf(endpoint.answer, 'output') } },
      },
      default: {
        description: 'Refused, with the reason',
        content: { 'application/json': { schema: schemaOf(refusalAnswer, 'output') } },
      },
    },
  };
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema & {
    $schema?: string;
  };
  return rest;
}

/** The same as a page to read: no script, no request to anywhere. */
export function referencePage(endpoints: readonly Endpoint[]): string {
  const sections = [...endpoints]
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .map(endpoint => {
      const { parameters = [], requestBody } = operation(endpoint) as {
        parameters?: { name: string; in: string; required: boolean }[];
        requestBody?: object;
      };
      const rows = parameters.map(
        ({ name, in: place, required }) =>
          `<tr><td><code>${name}</code></td><td>${place}</td><td>${required ? 'required' : ''}</td></tr>`,
      );
      const body = endpoint.upload
        ? 'The bytes of the file.'
        : requestBody
          ? pre(schemaOf(endpoint.body as z.ZodMiniType, 'input'))
          : '';
      return `<section id="${endpoint.name}"><h2><code>${endpoint.method} /api${escaped(endpoint.path)}</code></h2><p>${escaped(endpoint.summary)}. ${
        endpoint.open ? 'Open to everybody' : `Takes <code>${endpoint.right}</code>`
      }.</p>${
        rows.length > 0 ? `<table>${rows.join('')}</table>` : ''
      }${body ? `<details><summary>Body</summary>${body}</details>` : ''}<details><summary>Answer${
        endpoint.media ? ` (${endpoint.media})` : ''
      }</summary>${pre(schemaOf(endpoint.answer, 'output'))}</details></section>`;
    });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Clientele API</title><style>
:root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;max-width:860px;margin:32px auto;padding:0 16px}h1{font-size:20px}
h2{font-size:14px;margin:32px 0 4px}td{padding:2px 16px 2px 0}pre{overflow:auto;font-size:12px;border-left:2px solid;padding-left:12px}summary{cursor:pointer}</style>
<h1>Clientele API</h1><p>Amounts are exact decimal strings in the reporting currency. A refusal answers <code>{code, sentence, problems?}</code>.
The same as <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>${sections.join('\n')}</html>`;
}

function pre(schema: JsonSchema): string {
  return `<pre>${escaped(JSON.stringify(schema, null, 1))}</pre>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
