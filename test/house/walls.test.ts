// The lint walls stand: one violation of each is planted in an empty house with our real lint rules, and each is reported;
// what is allowed is planted too, and none of that is.
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const walls = 'house(walls)';
const purity = ['eslint(no-restricted-globals)', 'eslint(no-restricted-properties)', 'house(no-bare-date)'];

/** Each: the file, what is wrong in it, the rule that must say so. The file's name says what it tries. */
const planted: [file: string, source: string, rule: string][] = [
  // src-shared
  ['src-shared/incident/imports-main.ts', `import { a } from '../../src-main/ports.ts'; export const b = a;`, walls],
  [
    'src-shared/incident/imports-main-type.ts',
    `import type { A } from '../../src-main/ports.ts'; export type B = A;`,
    walls,
  ],
  ['src-shared/incident/inline-type.ts', `import { type A } from '../../src-main/ports.ts'; export type B = A;`, walls],
  ['src-shared/incident/import-type-query.ts', `export type B = import('../../src-main/ports.ts').A;`, walls],
  ['src-shared/incident/re-exports-main.ts', `export { a } from '../../src-main/ports.ts';`, walls],
  ['src-shared/incident/re-exports-all.ts', `export * from '../../src-main/ports.ts';`, walls],
  ['src-shared/incident/imports-lazily.ts', `export const b = () => import('../../src-main/ports.ts');`, walls],
  ['src-shared/incident/imports-renderer.ts', `export { e } from '../../src-renderer/store/e.ts';`, walls],
  ['src-shared/incident/computed.ts', 'export const b = (name: string) => import(`./${name}.ts`);', walls],
  ['src-shared/incident/node-prefix.ts', `export { join } from 'node:path';`, walls],
  ['src-shared/incident/node-bare.ts', `export { join } from 'path';`, walls],
  ['src-shared/incident/unlisted-package.ts', `export { ulid } from 'ulid';`, walls],
  ['src-shared/text/date-now.ts', `export const now = () => Date.now();`, purity[1]!],
  ['src-shared/text/new-date.ts', `export const now = () => new Date();`, purity[2]!],
  ['src-shared/text/date-call.ts', `export const now = () => Date();`, purity[2]!],
  ['src-shared/text/random.ts', `export const dice = () => Math.random();`, purity[1]!],
  ['src-shared/text/timer.ts', `export const later = (f: () => void) => setTimeout(f, 1);`, purity[0]!],
  ['src-shared/text/process.ts', `export const home = () => process.cwd();`, purity[0]!],
  ['src-shared/text/dom.ts', `export const title = () => document.title;`, purity[0]!],
  ['src-shared/text/crypto.ts', `export const id = () => crypto.randomUUID();`, purity[0]!],
  ['src-shared/text/way-around.ts', `export const now = () => globalThis.performance.now();`, purity[0]!],
  ['src-shared/text/clock-of-a-package.ts', `export { isToday } from 'date-fns';`, 'eslint(no-restricted-imports)'],

  // src-main
  ['src-main/journal/imports-incidents.ts', `export { c } from '../incidents/c.ts';`, walls],
  ['src-main/journal/imports-electron.ts', `export { app } from 'electron';`, walls],
  ['src-main/journal/imports-electron-type.ts', `import type { App } from 'electron'; export type B = App;`, walls],
  ['src-main/outbox/imports-journal.ts', `export { j } from '../journal/j.ts';`, walls],
  ['src-main/inbox/imports-outbox.ts', `export { o } from '../outbox/o.ts';`, walls],
  ['src-main/settings/imports-electron-store.ts', `export { default as b } from 'electron-store';`, walls],
  ['src-main/settings/imports-platform.ts', `export { p } from '../platform/p.ts';`, walls],
  ['src-main/incidents/imports-journal-value.ts', `export { j } from '../journal/j.ts';`, walls],
  ['src-main/bundles/imports-journal-value.ts', `export { j } from '../journal/j.ts';`, walls],
  ['src-main/errands/imports-journal-value.ts', `export { j } from '../journal/j.ts';`, walls],
  ['src-main/local-socket/imports-journal.ts', `import type { J } from '../journal/j.ts'; export type B = J;`, walls],
  ['src-main/bundles/imports-incidents.ts', `export { c } from '../incidents/c.ts';`, walls],
  ['src-main/bridge/imports-journal.ts', `import type { J } from '../journal/j.ts'; export type B = J;`, walls],
  ['src-main/bridge/imports-web.ts', `export { w } from '../web/w.ts';`, walls],
  ['src-main/platform/imports-journal.ts', `export { j } from '../journal/j.ts';`, walls],
  ['src-main/integrations/slack/imports-sibling.ts', `export { s } from '../statuspage/s.ts';`, walls],
  ['src-main/integrations/slack/imports-journal.ts', `export { j } from '../../journal/j.ts';`, walls],
  ['src-main/integrations/slack/imports-electron.ts', `export { net } from 'electron';`, walls],
  ['src-main/web/imports-electron.ts', `export { app } from 'electron';`, walls],
  ['src-main/web/imports-shell.ts', `export { h } from '../shell/h.ts';`, walls],
  ['src-main/web/imports-journal.ts', `export { j } from '../journal/j.ts';`, walls],
  ['src-main/shell/imports-web.ts', `export { w } from '../web/w.ts';`, walls],
  ['src-main/shell/imports-bridge-value.ts', `export { d } from '../bridge/d.ts';`, walls],
  ['src-main/shell/window.ts', `export { ipcMain } from 'electron';`, 'eslint(no-restricted-imports)'],
  [
    'src-main/shell/menu.ts',
    `import * as electron from 'electron'; export const b = electron.ipcMain;`,
    'eslint(no-restricted-imports)',
  ],
  ['src-main/browser.ts', `export { app } from 'electron';`, walls],
  ['src-main/homeless.ts', `export { a } from './ports.ts';`, walls],

  // src-preload, src-renderer
  ['src-preload/imports-incident.ts', `export { i } from '../src-shared/incident/i.ts';`, walls],
  ['src-preload/imports-main.ts', `export { a } from '../src-main/ports.ts';`, walls],
  ['src-preload/imports-node.ts', `export { join } from 'node:path';`, walls],
  ['src-renderer/store/imports-main.ts', `import type { A } from '../../src-main/ports.ts'; export type B = A;`, walls],
  ['src-renderer/store/imports-node.ts', `export { join } from 'node:path';`, walls],
  ['src-renderer/store/imports-electron.ts', `export { ipcRenderer } from 'electron';`, walls],
  ['src-renderer/features/roles/imports-feature.ts', `export { t } from '../timeline/t.ts';`, walls],
  [
    'src-renderer/features/roles/imports-feature-type.ts',
    `import type { T } from '../timeline/t.ts'; export type B = T;`,
    walls,
  ],
  ['src-renderer/features/roles/no-alt.tsx', `export const Face = () => <img src="a.png" />;`, 'jsx-a11y(alt-text)'],
  [
    'src-renderer/features/roles/raw-html.tsx',
    `export const Raw = () => <p dangerouslySetInnerHTML={{ __html: 'a' }} />;`,
    'react(no-danger)',
  ],

  [
    'src-renderer/features/roles/hook-in-if.tsx',
    `import { useId } from 'react'; export const Card = ({ a }: { a: boolean }) => <p>{a ? useId() : ''}</p>;`,
    'react-hooks(rules-of-hooks)',
  ],

  // anywhere
  ['src-main/journal/any.ts', `export const b: any = 1;`, 'typescript(no-explicit-any)'],
  [
    'src-main/journal/floating.ts',
    `const go = async () => {}; export const b = () => { go(); };`,
    'typescript(no-floating-promises)',
  ],
  [
    'src-main/journal/cycle-one.ts',
    `import { two } from './cycle-two.ts'; export const one = () => two;`,
    'import(no-cycle)',
  ],
  [
    'src-main/journal/cycle-two.ts',
    `import { one } from './cycle-one.ts'; export const two = () => one;`,
    'import(no-cycle)',
  ],
  ['src-main/journal/too-long.ts', 'export {};\n'.repeat(401), 'eslint(max-lines)'],
  ['src-main/journal/cast.ts', `export const b = (a: unknown) => a as string;`, 'house(reason-for-cast)'],
  ['src-main/journal/default.ts', `export default 1;`, 'import(no-default-export)'],
  ['src-main/journal/console.ts', `export const b = () => console.log('a');`, 'eslint(no-console)'],
  ['src-main/journal/ignored.ts', `// @ts-ignore\nexport const b = 1;`, 'typescript(ban-ts-comment)'],
  [
    'src-main/journal/switch.ts',
    `export const b = (a: 'x' | 'y') => { switch (a) { case 'x': return 1; } return 2; };`,
    'typescript(switch-exhaustiveness-check)',
  ],
  [
    'src-main/journal/idle-disable.ts',
    `// oxlint-disable-next-line no-console -- not needed\nexport const b = 1;`,
    'Unused',
  ],
  [
    'test/journal/focused.test.ts',
    `import { test } from 'vitest'; test.only('a', () => {});`,
    'vitest(no-focused-tests)',
  ],
  [
    'test/journal/skipped.test.ts',
    `import { test } from 'vitest'; test.skip('a', () => {});`,
    'vitest(no-disabled-tests)',
  ],
];

/** What the walls must let through. The first few are the targets of the imports above. */
const allowed: [file: string, source: string][] = [
  ['src-main/ports.ts', `export interface A { a: number } export const a = 1;`],
  [
    'src-main/journal/j.ts',
    `import type { A } from '../ports.ts'; export interface J { a: A } export { join as j } from 'node:path';`,
  ],
  ['src-main/outbox/o.ts', `export const o = 1;`],
  [
    'src-main/incidents/c.ts',
    `import type { J } from '../journal/j.ts'; export interface C { j: J } export const c = 1;`,
  ],
  [
    'src-main/bridge/d.ts',
    `import type { C } from '../incidents/c.ts'; export interface D { c: C } export { c as d } from '../incidents/c.ts';`,
  ],
  ['src-main/platform/p.ts', `import type { A } from '../ports.ts'; export const p = (): A => ({ a: Date.now() });`],
  ['src-main/integrations/statuspage/s.ts', `import { parts } from './parts.ts'; export const s = parts;`],
  ['src-main/integrations/statuspage/parts.ts', `export const parts = 1;`],
  [
    'src-main/cockpit.ts',
    `export { j } from './journal/j.ts'; export { d } from './bridge/d.ts'; export { p } from './platform/p.ts';`,
  ],
  [
    'src-main/web/w.ts',
    `import type { D } from '../bridge/d.ts'; export type W = D; export { j as w } from '../cockpit.ts';`,
  ],
  [
    'src-main/shell/h.ts',
    `import type { D } from '../bridge/d.ts'; export type H = D; export { BrowserWindow as h } from 'electron';`,
  ],
  ['src-main/shell/ipc.ts', `export { ipcMain } from 'electron';`],
  ['src-main/index.ts', `import { h } from './shell/h.ts'; export const main = h;`],
  [
    'src-shared/incident/i.ts',
    `import { z } from 'zod'; import { addMinutes } from 'date-fns'; export const i = [z, addMinutes, new Date(0)];`,
  ],
  ['src-shared/incident/reasoned.ts', `export const b = (a: unknown) =>\n  // the caller checked it\n  a as string;`],
  ['src-shared/bridge.ts', `export const channel = 'warroom';`],
  [
    'src-preload/index.ts',
    `import { contextBridge } from 'electron'; import { channel } from '../src-shared/bridge.ts'; export const b = [contextBridge, channel];`,
  ],
  ['src-renderer/store/e.ts', `export { i as e } from '../../src-shared/incident/i.ts';`],
  [
    'src-renderer/features/timeline/t.ts',
    `import { part } from './part.ts'; export type T = number; export const t = part;`,
  ],
  ['src-renderer/features/timeline/part.ts', `export { e as part } from '../../store/e.ts';`],
  ['src-renderer/app.tsx', `import { t } from './features/timeline/t.ts'; export const App = () => <p>{t.length}</p>;`],
];

interface Found {
  file: string;
  rule: string;
  message: string;
}
let house: string;
let found: Found[];
let exitCode: number | null;

beforeAll(() => {
  house = build();
  for (const [file, source] of [...allowed, ...planted]) plant(house, file, source);
  ({ found, exitCode } = lint(house));
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('a planted violation is reported', () => {
  test.each(planted)('%s', (file, _, rule) => {
    const here = found.filter((one) => one.file === file);
    // An idle directive is reported under no rule's name.
    expect(here.map((one) => one.rule || one.message)).toContainEqual(expect.stringContaining(rule));
  });

  test('and fails the run', () => expect(exitCode).not.toBe(0));
});

test.each(allowed)('%s is let through', (file) => {
  expect(found.filter((one) => one.file === file)).toEqual([]);
});

test('a house with nothing wrong in it passes', () => {
  const clean = build();
  try {
    for (const [file, source] of allowed) plant(clean, file, source);
    expect(lint(clean)).toEqual({ found: [], exitCode: 0 });
  } finally {
    rmSync(clean, { recursive: true, force: true });
  }
});

// A tsconfig.json that cannot be read would switch the type-aware rules off for its room without a word.
test('a broken tsconfig.json fails the run', () => {
  const broken = build();
  try {
    for (const [file, source] of allowed) plant(broken, file, source);
    plant(broken, 'src-main/tsconfig.json', '{ "extends": "../no-such-file.json", "include": ["**/*.ts"] }');
    const result = lint(broken);
    expect(result.found.map((one) => one.rule)).toContain('typescript(tsconfig-error)');
    expect(result.exitCode).not.toBe(0);
  } finally {
    rmSync(broken, { recursive: true, force: true });
  }
});

// The compiler's half of the purity wall: the names do not even exist in src-shared, whatever its packages drag along.
test('the compiler knows no Node and no DOM in src-shared', () => {
  const sealed = build();
  const outside = [
    'process',
    'Buffer',
    'setTimeout',
    'document',
    'window',
    'fetch',
    'crypto',
    'performance',
    'console',
  ];
  try {
    const packages = `import { z } from 'zod'; import { parse } from 'yaml'; import { Liquid } from 'liquidjs';
      import { addMinutes } from 'date-fns'; import { TZDate } from '@date-fns/tz';
      export const used = [z, parse, new Liquid(), addMinutes, TZDate];`;
    plant(sealed, 'src-shared/packages.ts', packages);
    outside.forEach((name) => plant(sealed, `src-shared/${name}.ts`, `export const taken = ${name};`));
    const tsc = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'src-shared'], {
      cwd: sealed,
      encoding: 'utf8',
    });
    const refused = [
      ...tsc.stdout.matchAll(/src-shared\/(\w+)\.ts\(1,\d+\): error TS(?:2304|2580|2584|2591|2868)/gu),
    ].map((hit) => hit[1]);
    expect(new Set(refused), tsc.stdout).toEqual(new Set(outside));
    expect(tsc.stdout).not.toContain('packages.ts');
  } finally {
    rmSync(sealed, { recursive: true, force: true });
  }
});

// --- the parts -------------------------------------------------------------------------------------------------------

/** An empty house with our lint rules and tsconfigs, and nothing else. */
function build(): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), 'walls-')));
  const tools = [
    '.oxlintrc.json',
    'package.json',
    'tsconfig*.json',
    'src-*/tsconfig.json',
    'test/tsconfig.json',
    'src-shared/*.d.ts',
    'test/tooling/house-rules.ts',
  ];
  for (const file of globSync(tools, { cwd: root })) cpSync(join(root, file), join(made, file));
  symlinkSync(join(root, 'node_modules'), join(made, 'node_modules'), 'junction');
  return made;
}

function plant(at: string, file: string, source: string): void {
  mkdirSync(dirname(join(at, file)), { recursive: true });
  writeFileSync(join(at, file), source);
}

function lint(at: string): { found: Found[]; exitCode: number | null } {
  const done = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'json'], {
    cwd: at,
    encoding: 'utf8',
  });
  const report = JSON.parse(done.stdout) as { diagnostics: { filename: string; code?: string; message: string }[] };
  const problems = report.diagnostics.map(({ filename, code, message }) => ({
    file: relative(at, resolve(at, filename)).replaceAll('\\', '/'),
    rule: code ?? '',
    message,
  }));
  return { found: problems, exitCode: done.status };
}
