import { posix } from 'node:path';
import {
  type Breach,
  breachAt,
  isCode,
  isTest,
  nodesOf,
  type Rule,
  type SourceFile,
  textOf,
} from './source.ts';

const CAPABILITIES =
  'units facts customers walls measures profit value entitlement accounts care needs quality improvement promise culture partners'.split(
    ' ',
  );

interface Room {
  readonly rooms: readonly string[];
  readonly packages: (name: string) => boolean;
}

const none = () => false;
const isZod = (name: string) => name === 'zod' || name.startsWith('zod/');

/** What each room may import besides itself. `examples` is made by code of ours and loaded by the server and the CLI. */
const ROOMS: Record<string, Room> = {
  engine: { rooms: [], packages: none },
  contract: { rooms: ['engine'], packages: isZod },
  examples: { rooms: ['engine', 'contract'], packages: name => name.startsWith('node:') },
  server: { rooms: ['engine', 'contract', 'examples'], packages: () => true },
  cli: { rooms: ['engine', 'contract', 'examples', 'server'], packages: () => true },
  web: { rooms: ['engine', 'contract'], packages: name => !name.startsWith('node:') },
};

interface Import {
  readonly file: SourceFile;
  readonly offset: number;
  /** As it is written. */
  readonly named: string;
  /** Path in the repository, or undefined of a package. */
  readonly path: string | undefined;
}

export const roomsKeepTheirImports: Rule = files =>
  importsOf(files).flatMap(found => {
    const room = roomOf(found.file.path);
    const allowed = ROOMS[room];
    if (!allowed || isAllowed({ found, room, allowed })) return [];
    const rooms = ['itself', ...allowed.rooms].join(', ');
    return breach(found, {
      rule: 'rooms',
      what: `${room} imports ${found.named}`,
      mend: `${room} may import ${rooms}; move what is needed to the room that both may see, or pass it in`,
    });
  });

function isAllowed({ found, room, allowed }: { found: Import; room: string; allowed: Room }): boolean {
  if (found.path === undefined) return isTest(found.file) || allowed.packages(found.named);
  const target = roomOf(found.path);
  if (target === room || allowed.rooms.includes(target)) return true;
  return isTest(found.file) && (target === 'test' || target === 'examples');
}

export const capabilitiesStandInOrder: Rule = files =>
  importsOf(files).flatMap(found => {
    const from = CAPABILITIES.indexOf(capabilityOf(found.file.path) ?? '');
    const to = CAPABILITIES.indexOf((found.path && capabilityOf(found.path)) ?? '');
    if (from < 0 || to < 0 || to <= from || found.path === undefined) return [];
    if (roomOf(found.path) !== roomOf(found.file.path)) return [];
    return breach(found, {
      rule: 'order of capabilities',
      what: `${CAPABILITIES[from]} imports ${CAPABILITIES[to]}, which stands after it`,
      mend: 'Let the later one import the earlier, or move what both need to the earlier one',
    });
  });

export const engineHasOnlyCapabilities: Rule = files =>
  files.filter(isCode).flatMap(file => {
    const [room, source, folder, below] = file.path.split('/');
    if (room !== 'engine' || source !== 'src' || below === undefined) return [];
    if (CAPABILITIES.includes(folder ?? '')) return [];
    return breachAt(file, 0, {
      rule: 'order of capabilities',
      what: `engine/src/${folder} is no capability`,
      mend: `Put the file under one of: ${CAPABILITIES.join(' ')}`,
    });
  });

export const webCapabilitiesStayApart: Rule = files =>
  importsOf(files).flatMap(found => {
    const from = webFolderOf(found.file.path);
    const to = found.path && webFolderOf(found.path);
    if (from === undefined) return [];
    if (from === 'ui' && (to ? to !== 'ui' : isContractOfCapability(found.path))) {
      return breach(found, {
        rule: 'web/ui knows no capability',
        what: `web/ui imports ${found.named}`,
        mend: 'Pass it in as a property, or move the part to its capability',
      });
    }
    if (!to || to === 'ui' || to === from) return [];
    return breach(found, {
      rule: 'web capabilities stay apart',
      what: `web/${from} imports web/${to}`,
      mend: 'Let them meet in engine, contract or web/ui, or link by web/links.ts',
    });
  });

export const zodIsMini: Rule = files =>
  importsOf(files).flatMap(found => {
    const asks = ['contract', 'web'].includes(roomOf(found.file.path));
    if (!asks || !isZod(found.named) || found.named === 'zod/mini') return [];
    return breach(found, {
      rule: 'small zod',
      what: `${found.named} would go into the pages with 25 KB`,
      mend: "Import it as `import * as z from 'zod/mini'`",
    });
  });

function isContractOfCapability(path: string | undefined): boolean {
  return path?.startsWith('contract/') === true && CAPABILITIES.includes(capabilityOf(path) ?? '');
}

/** `engine/src/<capability>/…`, `server/<capability>/…`, `contract/<capability>.ts` or `contract/<capability>/…` */
function capabilityOf(path: string): string | undefined {
  return /^(?:engine\/src|server|contract)\/([a-z-]+)/.exec(path)?.[1];
}

function webFolderOf(path: string): string | undefined {
  return /^web\/([^/]+)\//.exec(path)?.[1];
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** Static, dynamic and type imports, and what is exported from elsewhere. */
function importsOf(files: readonly SourceFile[]): Import[] {
  return files
    .filter(file => isCode(file) && file.path.includes('/'))
    .flatMap(file =>
      [...nodesOf(file)].flatMap(node => {
        if (!/^(Import|Export(Named|All)|TSImportType$)/.test(node.type)) return [];
        const from = (node.source ?? node.argument) as Parameters<typeof textOf>[0] | null | undefined;
        const named = from ? textOf(from) : undefined;
        return named === undefined ? [] : [{ file, offset: node.start, named, path: pathOf(file, named) }];
      }),
    );
}

function pathOf(file: SourceFile, named: string): string | undefined {
  if (named === '@clientele/engine') return 'engine/src/index.ts';
  return named.startsWith('.') ? posix.join(posix.dirname(file.path), named) : undefined;
}

function breach(found: Import, said: Omit<Breach, 'path' | 'line'>): Breach[] {
  return [breachAt(found.file, found.offset, said)];
}
