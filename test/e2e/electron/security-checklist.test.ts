// Electron's security checklist: each item holds in the real app, and its check fails once the item's setting is flipped.
// 16 and 19 look at files: package.json below, the fuses in security-fuses.test.ts.
import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tooling/runtimes.ts';
import { changedCopy, openDesktop, type Change, type Desktop, removeFolder } from './desktop.ts';
import { askHost, openLine, openTimer, through } from './probes.ts';
import { checklist } from './security-checklist.ts';

test('the checklist is whole', () => {
  expect([...checklist.map((item) => item.number), 16, 19].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
});

let asBuilt: Desktop | undefined;
test.afterAll(() => asBuilt?.kill());

for (const { number, title, check, spoils, changes } of checklist) {
  test(`${number}. ${title}`, async () => {
    asBuilt ??= await openDesktop();
    expect(spoils ? await inApp(check) : await check(asBuilt), 'as built').toBe(null);
    for (const { seen, ...change } of changes) {
      expect(await inChangedApp(change, check), `with ${String(change.find)} changed to ${change.put}`).toBe(seen);
    }
  });
}

for (const [name, open] of [
  ['timer', openTimer],
  ['line over any program', openLine],
] as const)
  test(`the small window of the ${name} is as closed as the cockpit's`, async () => {
    const desktop = await openDesktop();
    const small = await through(desktop, await open(desktop));
    for (const { number, title, check, spoils } of checklist)
      if (!spoils) expect(await check(small), `${number}. ${title}`).toBe(null);
    await desktop.kill();
  });

test('the timer looks at the list and opens the cockpit; all else is refused', async () => {
  const desktop = await openDesktop();
  const timer = await openTimer(desktop);
  const id = '01JMZ8Z0000000000000000000';
  const refused = {
    ok: false,
    refusal: { code: 'forbidden', message: expect.stringContaining('changes nothing') },
  };
  for (const request of [
    { kind: 'dispatch', incident: id, command: { id, type: 'entry.add', text: 'x' } },
    { kind: 'query', name: 'people', args: { text: '' } },
    { kind: 'subscribe', scope: id, cursor: null },
    { kind: 'host', command: { id, type: 'preferences.set', preferences: { theme: 'light' } } },
    { kind: 'host', command: { id, type: 'link.open', url: 'https://status.example.com/' } },
  ])
    expect(await askHost(timer, request), JSON.stringify(request)).toEqual(refused);
  expect(await askHost(timer, { kind: 'host', command: { id, type: 'cockpit.show' } })).toMatchObject({ ok: true });
  await desktop.kill();
});

test('16. Electron is one exact version, the same in every place', () => {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const named = read('package.json') as Manifest;
  const locked = read('package-lock.json') as Lock;
  const installed = read('node_modules/electron/package.json') as { version: string };
  expect(versionProblem(named, locked, installed.version), 'as it is').toBe(null);

  const flipped = (range: string): Manifest => ({ devDependencies: { ...named.devDependencies, electron: range } });
  expect(versionProblem(flipped(`^${installed.version}`), locked, installed.version)).toBe(
    'package.json names a range',
  );
  expect(versionProblem(flipped('latest'), locked, installed.version)).toBe('package.json names a range');
  expect(versionProblem(flipped('44.0.0'), locked, installed.version)).toBe('the lockfile names another');
  expect(versionProblem(named, locked, '44.0.0')).toBe('another one is installed');
});

interface Manifest {
  devDependencies: Record<string, string>;
}
interface Lock {
  packages: Record<string, { version?: string }>;
}

function versionProblem(named: Manifest, locked: Lock, installed: string): string | null {
  const version = named.devDependencies['electron'] ?? '';
  if (!/^\d+\.\d+\.\d+$/u.test(version)) return 'package.json names a range';
  if (locked.packages['node_modules/electron']?.version !== version) return 'the lockfile names another';
  return installed === version ? null : 'another one is installed';
}

async function inApp(check: (desktop: Desktop) => Promise<string | null>, folder?: string): Promise<string | null> {
  const desktop = await openDesktop(folder === undefined ? {} : { folder });
  try {
    return await check(desktop);
  } finally {
    await desktop.kill();
  }
}

async function inChangedApp(
  change: Change,
  check: (desktop: Desktop) => Promise<string | null>,
): Promise<string | null> {
  const folder = changedCopy(change);
  try {
    return await inApp(check, folder);
  } finally {
    removeFolder(folder);
  }
}
