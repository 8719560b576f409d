// The house's own lint rules: who may import whom (the matrix itself is data in .oxlintrc.json), no hidden clock,
// and a reason beside every cast. Loaded by oxlint as a plugin.
import { dirname, relative, resolve, sep } from 'node:path';
import { builtinModules } from 'node:module';

interface Node {
  type: string;
  range: [number, number];
  loc: { start: { line: number } };
  [key: string]: unknown;
}
interface Context {
  filename: string;
  cwd: string;
  options: readonly unknown[];
  report(problem: { node: Node; message: string }): void;
  sourceCode: { lines: string[] };
}
type Visitor = Record<string, (node: Node) => void>;

/** One room of the matrix. Paths are from the project's root; `*` stands for one name. */
interface Room {
  room: string;
  /** rooms, folders or files it may import from, besides itself */
  may: string[];
  /** the same, for types alone */
  types?: string[];
  /** packages it may import; `node:` stands for all of Node's own modules, `vendor` for any package */
  packages: string[];
}

const walls = {
  meta: { schema: [{ type: 'object' }] },
  create(context: Context): Visitor {
    const [{ rooms }] = context.options as [{ rooms: Room[] }];
    const here = relative(context.cwd, context.filename).split(sep).join('/');
    const room = innermost(rooms, here);
    if (room === undefined) return {};
    const own = prefixOf(room.room, here);

    const check = (node: Node, specifier: unknown, typeOnly: boolean): void => {
      if (typeof specifier !== 'string') {
        context.report({ node, message: 'An import whose target is computed cannot be checked. Write it out.' });
        return;
      }
      const target = specifier.split('?')[0] ?? specifier;
      if (target.startsWith('.') || target.startsWith('/')) {
        const path = relative(context.cwd, resolve(dirname(context.filename), target))
          .split(sep)
          .join('/');
        // A room inside a room (a feature among features) is closed to its siblings; files of its own stay open.
        const sameRoom = innermost(rooms, path) === room && prefixOf(room.room, path) === own;
        const allowed = sameRoom || room.may.some((entry) => covers(entry, path));
        const allowedAsType = typeOnly && (room.types ?? []).some((entry) => covers(entry, path));
        if (!allowed && !allowedAsType) context.report({ node, message: `${room.room} may not import ${path}.` });
      } else if (!packageAllowed(room, target)) {
        context.report({ node, message: `${room.room} may not import the package ${target}.` });
      }
    };

    return {
      ImportDeclaration: (node) => check(node, valueOf(node.source), isTypeOnly(node)),
      ExportNamedDeclaration: (node) => {
        if (node.source) check(node, valueOf(node.source), isTypeOnly(node));
      },
      ExportAllDeclaration: (node) => check(node, valueOf(node.source), isTypeOnly(node)),
      ImportExpression: (node) => check(node, valueOf(node.source), false),
      TSImportType: (node) => check(node, valueOf(node.source ?? node.argument), true),
    };
  },
};

/** `new Date()` and `Date()` read the machine's clock: the time comes in as data. */
const noBareDate = {
  create(context: Context): Visitor {
    const message = 'This reads the clock. Take the time as an argument (ms since the epoch).';
    const isDate = (node: Node): boolean =>
      (node.callee as Node).type === 'Identifier' && (node.callee as Node).name === 'Date';
    return {
      NewExpression: (node) => {
        if (isDate(node) && (node.arguments as Node[]).length === 0) context.report({ node, message });
      },
      CallExpression: (node) => {
        if (isDate(node)) context.report({ node, message });
      },
    };
  },
};

/** `as X` switches the compiler off for one value: say why, on the line or above it. `as const` is no cast. */
const reasonForCast = {
  create(context: Context): Visitor {
    return {
      TSAsExpression: (node) => {
        const type = node.typeAnnotation as Node & { typeName?: Node };
        if (type.type === 'TSTypeReference' && type.typeName?.name === 'const') return;
        const line = node.loc.start.line;
        const near = [line - 1, line].map((n) => context.sourceCode.lines[n - 1] ?? '');
        if (!near.some((text) => /\/\/|\*/u.test(text))) {
          context.report({ node, message: 'A cast needs its reason in a comment, on this line or the one above.' });
        }
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { walls, 'no-bare-date': noBareDate, 'reason-for-cast': reasonForCast },
};

// --- the parts -------------------------------------------------------------------------------------------------------

const builtins = new Set(builtinModules);

function packageAllowed(room: Room, target: string): boolean {
  const isNode = target.startsWith('node:') || builtins.has(target.split('/')[0] ?? target);
  if (isNode) return room.packages.includes('node:') || room.packages.includes(target);
  const name = target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
  return room.packages.includes('vendor')
    ? !guarded.has(name)
    : room.packages.some((entry) => entry === name || covers(entry, name));
}

/** What `vendor` (an integration's own SDK) never stands for. */
const guarded = new Set(['electron', 'electron-store', 'conf', 'react', 'react-dom', 'ws', 'sirv']);

/** The room whose pattern reaches deepest into the path; a file's own entry beats its folder's. */
function innermost(rooms: Room[], path: string): Room | undefined {
  let best: Room | undefined;
  for (const room of rooms) {
    if (covers(room.room, path) && (best === undefined || depth(room.room) > depth(best.room))) best = room;
  }
  return best;
}

function covers(pattern: string, path: string): boolean {
  return prefixOf(pattern, path) !== undefined;
}

/** The part of the path the pattern stands for: `a/*` over `a/b/c.ts` gives `a/b`. Undefined where it does not match. */
function prefixOf(pattern: string, path: string): string | undefined {
  const names = path.split('/');
  const wanted = pattern.split('/');
  if (wanted.length > names.length) return undefined;
  // `integrations/*` means a vendor's folder: a file lying directly in integrations/ belongs to the room around it.
  if (wanted.at(-1) === '*' && names.length === wanted.length) return undefined;
  return wanted.every((name, i) => name === '*' || name === names[i])
    ? names.slice(0, wanted.length).join('/')
    : undefined;
}

function depth(pattern: string): number {
  return pattern.split('/').length;
}

function valueOf(node: unknown): unknown {
  const literal = node as { type: string; value?: unknown; literal?: { value?: unknown } } | null;
  return literal?.value ?? literal?.literal?.value;
}

function isTypeOnly(node: Node): boolean {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const names = node.specifiers as { importKind?: string; exportKind?: string }[] | undefined;
  return (
    names !== undefined && names.length > 0 && names.every((n) => n.importKind === 'type' || n.exportKind === 'type')
  );
}
