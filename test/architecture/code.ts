import {
  type Breach,
  breachAt,
  isCode,
  isNode,
  isTest,
  nameOf,
  nodesBelow,
  nodesOf,
  parse,
  type Rule,
  type SourceFile,
  type SyntaxNode,
  textOf,
} from './source.ts';

/** Shaped like a statement, its first word in one case: a sentence such as "Select a customer from the list" is none. */
const STATEMENTS = [
  /select\s[\s\S]*?\bfrom\b|select\s+(distinct\s|\d|\w[\w.]*\()/,
  /insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|truncate\s|merge\s+into\s/,
  /with\s+(recursive\s+)?\w+\s+as\s+(not\s+|materialized\s+)*\(/,
  /(create|alter|drop)\s+(or\s+replace\s+|temp\s+|temporary\s+|unique\s+|unlogged\s+)*(table|index|view|schema|role|user|function|extension|database|policy|type|sequence|macro|trigger)\s/,
  /copy\s+(\w+|\()[\s\S]*\b(from|to)\s+(stdin|stdout|['?])|attach\s+\S+\s+as\s|grant\s+[\w\s,]+\son\s|set\s+local\s/,
];
const SQL = new RegExp(
  `^\\s*(?:--[^\\n]*\\n\\s*)*(?=(\\w+))(?:${STATEMENTS.map(each => each.source).join('|')})`,
  'i',
);

export const sqlLivesInStores: Rule = files =>
  files
    .filter(file => isCode(file) && !isTest(file) && !mayHoldSql(file) && isInRoom(file))
    .flatMap(file => [...nodesOf(file)].filter(isSql).map(node => breachAt(file, node.start, SQL_BREACH)));

const SQL_BREACH = {
  rule: 'SQL in stores',
  what: 'SQL outside a store',
  mend: 'Move it to store.ts or *-store.ts of its capability, to server/ledger or to server/database',
};

function mayHoldSql({ path }: SourceFile): boolean {
  return isStore(path) || path.startsWith('server/ledger/') || path.startsWith('server/database/');
}

function isSql(node: SyntaxNode): boolean {
  if (node.type === 'ImportDeclaration') {
    return (
      textOf(node.source as SyntaxNode) === 'kysely' && [...nodesBelow(node.specifiers)].some(named('sql'))
    );
  }
  const verb = SQL.exec(textOf(node) ?? '')?.[1];
  return verb !== undefined && (verb === verb.toLowerCase() || verb === verb.toUpperCase());
}

function named(name: string): (node: SyntaxNode) => boolean {
  return node => node.type === 'ImportSpecifier' && nameOf(node.imported) === name;
}

const IMPURE = /^(Date\.now|Math\.random|(globalThis\.)?(performance|process|crypto)(\..*)?)$/;

export const engineIsPure: Rule = files =>
  files
    .filter(file => file.path.startsWith('engine/src/') && isCode(file) && !isTest(file))
    .flatMap(file =>
      [...nodesOf(file)].filter(isImpure).map(node =>
        breachAt(file, node.start, {
          rule: 'pure engine',
          what: `${file.text.slice(node.start, node.end).split('\n')[0]} reads the world outside`,
          mend: 'Pass it in: asOf for the day, seed for chance',
        }),
      ),
    );

function isImpure(node: SyntaxNode): boolean {
  if (node.type === 'NewExpression' || node.type === 'CallExpression') return nameOf(node.callee) === 'Date';
  return node.type === 'MemberExpression' && IMPURE.test(nameOf(node) ?? '');
}

/** Functions of stores that touch no customer's rows, as `path#name`, each with its reason. */
const WITHOUT_SCOPE: Readonly<Record<string, string>> = {};

export const storesTakeAScope: Rule = files =>
  files
    .filter(file => file.path.startsWith('server/') && isStore(file.path) && !isTest(file))
    .flatMap(file =>
      exportedFunctions(file)
        .filter(({ name, params }) => !(`${file.path}#${name}` in WITHOUT_SCOPE) && !params.some(takesScope))
        .map(({ name, start }) =>
          breachAt(file, start, {
            rule: 'no scope, no rows',
            what: `${name} takes no Scope`,
            mend: 'Give it a parameter typed Scope and let the query see only the customers in it',
          }),
        ),
    );

function exportedFunctions(file: SourceFile): { name: string; start: number; params: SyntaxNode[] }[] {
  const body = (parse(file).program as unknown as { body: SyntaxNode[] }).body;
  const exported = new Set(
    body
      .filter(node => node.type === 'ExportNamedDeclaration')
      .flatMap(node => (node.specifiers as SyntaxNode[]).map(each => nameOf(each.local))),
  );
  return body.flatMap(statement => {
    const isExported = statement.type === 'ExportNamedDeclaration';
    const declared = isExported ? statement.declaration : statement;
    return functionsIn(declared).filter(({ name }) => isExported || exported.has(name));
  });
}

function functionsIn(declared: unknown): { name: string; start: number; params: SyntaxNode[] }[] {
  if (!isNode(declared)) return [];
  const { start } = declared;
  if (declared.type === 'FunctionDeclaration') {
    return [{ name: nameOf(declared.id) ?? '', start, params: declared.params as SyntaxNode[] }];
  }
  if (declared.type !== 'VariableDeclaration') return [];
  return (declared.declarations as SyntaxNode[]).flatMap(({ id, init }) =>
    isNode(init) && /^(Arrow)?FunctionExpression$/.test(init.type)
      ? [{ name: nameOf(id) ?? '', start, params: init.params as SyntaxNode[] }]
      : [],
  );
}

/** `scope: Scope`, or a member of that type in an object written out in place. */
function takesScope(param: SyntaxNode): boolean {
  return [...nodesBelow(param)].some(
    node => node.type === 'TSTypeReference' && nameOf(node.typeName) === 'Scope',
  );
}

const TEST_CALL = /^(it|test|describe|suite)(\..+)*\.(only|skip|skipIf|runIf|todo|fails)$/;

export const nothingIsSwitchedOff: Rule = files =>
  files.filter(isCode).flatMap(file => [
    ...ignoredTypes(file),
    ...[...nodesOf(file)].flatMap(node => {
      const name = node.type === 'MemberExpression' ? nameOf(node) : undefined;
      if (name !== undefined && TEST_CALL.test(name)) return [switchedOff(file, node, name)];
      if (isSkipWithoutReason(file, node)) return [switchedOff(file, node, 'a skip without a reason')];
      return isAsAny(node) ? [untyped(file, node.start, 'as any')] : [];
    }),
  ]);

function ignoredTypes(file: SourceFile): Breach[] {
  return parse(file)
    .comments.filter(({ value }) => /@ts-(ignore|nocheck)\b/.test(value))
    .map(({ start, value }) => untyped(file, start, value.trim()));
}

/** `context.skip('why')` or `context.skip(condition, 'why')`, called in the test once it knows. */
function isSkipWithoutReason(file: SourceFile, node: SyntaxNode): boolean {
  if (!isTest(file) || node.type !== 'CallExpression' || !/(^|\.)skip$/.test(nameOf(node.callee) ?? ''))
    return false;
  const reason = (node.arguments as SyntaxNode[]).at(-1);
  return reason === undefined || textOf(reason) === undefined;
}

function isAsAny(node: SyntaxNode): boolean {
  return (
    node.type === 'TSAsExpression' &&
    isNode(node.typeAnnotation) &&
    node.typeAnnotation.type === 'TSAnyKeyword'
  );
}

function switchedOff(file: SourceFile, { start }: SyntaxNode, what: string): Breach {
  const mend = "Run it; if it truly cannot run here, call context.skip('why') in the test";
  return breachAt(file, start, { rule: 'nothing switched off', what, mend });
}

function untyped(file: SourceFile, start: number, what: string): Breach {
  return breachAt(file, start, {
    rule: 'nothing switched off',
    what,
    mend: 'Write the type, or narrow from unknown',
  });
}

function isStore(path: string): boolean {
  return /(^|[/-])store\.ts$/.test(path);
}

function isInRoom({ path }: SourceFile): boolean {
  return /^(engine|contract|server|cli|web|examples)\//.test(path);
}
