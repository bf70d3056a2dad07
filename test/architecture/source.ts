import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

/** A file as the rules see it: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A rule broken: where, which rule, and what to do about it. */
export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly what: string;
  readonly mend: string;
}

export type Rule = (files: readonly SourceFile[]) => Breach[];

/** Any node of the syntax tree, as its fields come out of the parser. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

const BINARY = /\.(png|jpg|gz|ico|woff2|parquet|xlsx|wasm)$/;

/** What git tracks, and what is not yet tracked but not ignored either. */
export function sourceFiles(root: string): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return [...new Set(listed.split('\0'))]
    .filter(path => path !== '' && !BINARY.test(path) && existsSync(join(root, path)))
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export function isCode({ path }: SourceFile): boolean {
  return /\.(tsx?|mjs)$/.test(path);
}

export function isTest({ path }: SourceFile): boolean {
  return path.startsWith('test/') || /\.test\.tsx?$/.test(path);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

const parsed = new WeakMap<SourceFile, ReturnType<typeof parseSync>>();

export function parse(file: SourceFile): ReturnType<typeof parseSync> {
  const known = parsed.get(file);
  if (known) return known;
  const tree = parseSync(file.path, file.text);
  if (tree.errors.length > 0) throw new Error(`${file.path} cannot be parsed: ${tree.errors[0]?.message}`);
  parsed.set(file, tree);
  return tree;
}

/** Every node of the file, parents before children. */
export function* nodesOf(file: SourceFile): Generator<SyntaxNode> {
  yield* nodesBelow(parse(file).program);
}

export function* nodesBelow(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesBelow(item);
  } else if (isNode(value)) {
    yield value;
    for (const field of Object.values(value)) yield* nodesBelow(field);
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** `a` of a name, `a.b` of a member; undefined of anything more complicated. */
export function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Identifier') return String(value.name);
  if (value.type !== 'MemberExpression' || value.computed === true) return undefined;
  const owner = nameOf(value.object);
  return owner && `${owner}.${nameOf(value.property)}`;
}

/** The words of a string or template; a placeholder stands for what is put in. */
export function textOf(node: SyntaxNode): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  const parts = node.quasis as { value: { cooked: string | null; raw: string } }[];
  return parts.map(part => part.value.cooked ?? part.value.raw).join('?');
}

export function breachAt(file: SourceFile, offset: number, said: Omit<Breach, 'path' | 'line'>): Breach {
  return { path: file.path, line: lineAt(file.text, offset), ...said };
}

/** One breach for each match of the pattern in the text. */
export function matchesIn(file: SourceFile, pattern: RegExp, said: Omit<Breach, 'path' | 'line'>): Breach[] {
  return [...file.text.matchAll(pattern)].map(match =>
    breachAt(file, match.index, { ...said, what: `${said.what}: ${match[0].trim()}` }),
  );
}

export function sentence({ path, line, rule, what, mend }: Breach): string {
  return `${path}:${line}  ${rule}: ${what}. ${mend}.`;
}
