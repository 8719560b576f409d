// What no linter looks at: the words, names and sizes of all our files.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const all = ourFiles();
/** Input from outside is kept as it came. */
const ours = all.filter((file) => !file.startsWith('test/fixtures/') && file !== 'package-lock.json');
const text = ours.filter((file) =>
  /\.(?:[cm]?[jt]sx?|json|css|html|md|ya?ml|sh)$|^[^.]*$|^\.[^.]+$/u.test(basename(file)),
);
const code = text.filter((file) => /\.(?:[cm]?[jt]sx?|css)$/u.test(file));

test('there is something to look at', () => expect(code.length).toBeGreaterThan(20));

describe('no file says', () => {
  // Written in pieces, or this page would be its own offender.
  const banned: Record<string, RegExp> = {
    'where it was written': new RegExp(['(?<![\\w.-])/wo', 'rk/|\\.\\./sha', 'red(?![\\w-])'].join(''), 'u'),
    'what is left to do': new RegExp(['\\b(?:TO', 'DO|FIX', 'ME|XX', 'X|HA', 'CK)\\b'].join(''), 'u'),
    "a package registry's address": new RegExp(['regis', 'try\\.npmjs|npm', 'mirror|artifac', 'tory'].join(''), 'iu'),
  };
  test.each(Object.entries(banned))('%s', (_, pattern) => {
    expect(text.filter((file) => pattern.test(read(file)))).toEqual([]);
  });

  test('that a test is skipped, or runs alone', () => {
    const tests = code.filter((file) => /^test\/.*\.test\.tsx?$/u.test(file) && file !== 'test/house/walls.test.ts');
    // `runIf` may name a platform, and so may Playwright's `skip`; everything else hides a test.
    const call =
      /\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:only|skip|skipIf|todo|fixme|failing|fails)\b(?!\(process\.platform)/u;
    expect(tests.filter((file) => call.test(read(file)))).toEqual([]);
  });

  test('that a module of ours is mocked', () => {
    const call = new RegExp(['vi\\.(?:mo', 'ck|doMo', 'ck)\\(\\s*(?:import\\()?[\'"`]\\.'].join(''), 'u');
    expect(code.filter((file) => call.test(read(file)))).toEqual([]);
  });

  test('that a rule is switched off, without saying why', () => {
    const silent = ['oxlint', 'eslint'].map((tool) => new RegExp(`${tool}-disable(?![^\\n]*\\s--\\s+\\S)`, 'u'));
    const offenders = code.filter(
      (file) => file !== 'test/house/words.test.ts' && silent.some((one) => one.test(read(file))),
    );
    expect(offenders).toEqual([]);
  });
});

describe('names', () => {
  test('are kebab-case, and none says nothing', () => {
    const files = code.map((file) => basename(file)).filter((name) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/u.test(name));
    const empty = code.filter((file) =>
      /(?:^|\/)(?:utils?|helpers?|managers?|common|misc|shared)(?:\.|\/)/u.test(file),
    );
    expect({ files, empty }).toEqual({ files: [], empty: [] });
  });

  test('one concept, the same name on both floors: each slice of the incident has its test', () => {
    const slices = globSync('src-shared/incident/*.ts', { cwd: root }).filter((file) =>
      /=\s*slice[<(]/u.test(read(file)),
    );
    const missing = slices
      .map((file) => `test/incident/${basename(file, '.ts')}.test.ts`)
      .filter((file) => !existsSync(join(root, file)));
    expect(slices.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });
});

describe('sizes', () => {
  // The linter counts the lines of code it reads; styles and plain scripts are counted here.
  test('no file is longer than 400 lines', () => {
    expect(code.filter((file) => read(file).trimEnd().split('\n').length > 400)).toEqual([]);
  });
});

describe('package.json', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'];

  test('names every version exactly', () => {
    const loose = kinds
      .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version));
    expect(loose).toEqual([]);
  });

  test('brings no Electron but the official one', () => {
    const names = kinds
      .flatMap((kind) => Object.keys(manifest[kind] ?? {}))
      .filter((name) => /^electron-(?!builder$|vite$|store$)/u.test(name));
    expect(names).toEqual([]);
  });

  test('agrees with the lockfile', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Record<string, unknown>> };
    for (const kind of kinds) expect(lock.packages['']?.[kind], kind).toEqual(manifest[kind]);
  });
});

/** Tracked files and new ones; in a copy without Git, whatever lies outside the ignored folders. */
function ourFiles(): string[] {
  if (existsSync(join(root, '.git'))) {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    });
    return listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  }
  const ignored = new Set(
    read('.gitignore')
      .split('\n')
      .map((line) => line.replace(/\/$/u, '')),
  );
  const found = globSync('**/*', { cwd: root, withFileTypes: true, exclude: (entry) => ignored.has(entry.name) });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
}
