// The shared folder: whole handover files of others are told of once, whatever else lies there or happens to the folder.
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HEADER_BYTES, headerFault } from '../../src-main/bundles/cipher.ts';
import { openSharedFolder } from '../../src-main/platform/shared-folder.ts';
import { memoryStore } from '../incidents/host.ts';
import { makeFolder } from '../journal/kit.ts';
import { turnedClock } from '../shell/turned-clock.ts';
import { type Station, station } from '../bundles/two-stations.ts';

const bytes = await aFile();

async function aFile(): Promise<Buffer> {
  // A station is closed with its test; this file outlives it.
  const ends: (() => void | Promise<void>)[] = [];
  const ana = await station((end) => ends.push(end), 'F');
  const file = await ana.give(await ana.declare());
  for (const end of ends.toReversed()) await end();
  return file.bytes;
}

function aFolder(): string {
  const dir = makeFolder(onTestFinished);
  mkdirSync(dir, { recursive: true });
  return dir;
}

function folder() {
  const dir = aFolder();
  const store = memoryStore();
  const turned = turnedClock();
  const open = () => {
    const opened = openSharedFolder({
      path: () => dir,
      kind: { beginning: HEADER_BYTES, fault: headerFault },
      store,
      clock: turned.clock,
      log: { info: () => {}, error: () => {} },
      changed: () => {},
    });
    onTestFinished(opened.stop);
    return opened;
  };
  const shared = open();
  const names = (): string[] => shared.state()?.files.map(({ name }) => name) ?? [];
  return { dir, turned, shared, open, names };
}

test('a whole file is told of; one that is still being copied, and whatever else lies there, is not', async () => {
  const { dir, shared, names } = folder();
  const outside = join(aFolder(), 'INC-9.warroom');
  writeFileSync(outside, bytes);
  symlinkSync(outside, join(dir, 'INC-link.warroom'));
  mkdirSync(join(dir, 'INC-folder.warroom'));
  mkdirSync(join(dir, 'INC-1.warroom.new-a1b2c3'));
  writeFileSync(join(dir, 'notes.warroom'), 'not one of ours');
  writeFileSync(join(dir, 'empty.warroom'), '');
  writeFileSync(join(dir, 'INC-1.zip'), bytes);
  writeFileSync(join(dir, 'INC-\u202ekcab.warroom'), bytes);
  writeFileSync(join(dir, 'INC-huge.warroom'), bytes);
  truncateSync(join(dir, 'INC-huge.warroom'), 600 * 2 ** 20);
  writeFileSync(join(dir, 'INC-1.warroom'), bytes.subarray(0, bytes.length - 1));
  await shared.look();
  expect(names()).toEqual([]);
  writeFileSync(join(dir, 'INC-1.warroom'), bytes);
  await shared.look();
  expect(names()).toEqual(['INC-1.warroom']);
});

test('it is told of once under whatever name, and is gone when it is removed', async () => {
  const { dir, shared, open, names } = folder();
  writeFileSync(join(dir, 'INC-1.warroom'), bytes);
  copyFileSync(join(dir, 'INC-1.warroom'), join(dir, 'INC-1 (copy).warroom'));
  await shared.look();
  expect(names()).toHaveLength(1);
  rmSync(join(dir, 'INC-1 (copy).warroom'));
  renameSync(join(dir, 'INC-1.warroom'), join(dir, 'renamed.warroom'));
  await shared.look();
  expect(names()).toEqual(['renamed.warroom']);
  const key = shared.state()!.files[0]!.key;
  shared.putAside(key);
  renameSync(join(dir, 'renamed.warroom'), join(dir, 'again.warroom'));
  await shared.look();
  expect(names()).toEqual([]);
  // Nor after a restart.
  const later = open();
  await later.look();
  expect(later.state()?.files).toEqual([]);
  rmSync(join(dir, 'again.warroom'));
  await shared.look();
  expect(await shared.read(key)).toMatchObject({ ok: false, refusal: { code: 'not-available' } });
});

test('what is read is what was told of: a link or another file in its place is refused', async () => {
  const { dir, shared } = folder();
  const path = join(dir, 'INC-1.warroom');
  writeFileSync(path, bytes);
  await shared.look();
  const key = shared.state()!.files[0]!.key;
  expect(await shared.read(key)).toMatchObject({ ok: true, file: { name: 'INC-1.warroom', bytes } });
  const outside = join(aFolder(), 'INC-9.warroom');
  writeFileSync(outside, bytes);
  rmSync(path);
  symlinkSync(outside, path);
  expect(await shared.read(key)).toMatchObject({ ok: false });
  expect(await shared.read('0'.repeat(32))).toMatchObject({ ok: false });
  rmSync(path);
  const other = Buffer.from(bytes);
  other[20]! ^= 1;
  writeFileSync(path, other);
  expect(await shared.read(key)).toMatchObject({ ok: false });
});

test('a folder that vanishes is said so, and is looked at again when it is back', async () => {
  const { dir, turned, shared, names } = folder();
  shared.begin();
  await shared.look();
  expect(shared.state()).toMatchObject({ trouble: null });
  renameSync(dir, `${dir}.away`);
  turned.turn(15_000);
  await shared.look();
  expect(shared.state()).toMatchObject({ trouble: expect.stringContaining('is not there') as string, files: [] });
  expect(await shared.save({ name: 'INC-1.warroom', bytes })).toMatchObject({ ok: false });
  renameSync(`${dir}.away`, dir);
  writeFileSync(join(dir, 'INC-1.warroom'), bytes);
  await shared.look();
  expect(shared.state()).toMatchObject({ trouble: null });
  expect(names()).toEqual(['INC-1.warroom']);
});

test('it is looked at every 15 seconds, also where the system tells nothing', async () => {
  const { dir, turned, shared, names } = folder();
  shared.begin();
  await shared.look();
  // As on a network drive: the look is begun by the clock alone.
  writeFileSync(join(dir, 'INC-1.warroom'), bytes);
  turned.turn(15_000);
  await shared.look();
  expect(names()).toEqual(['INC-1.warroom']);
  shared.stop();
  expect(turned.waiting()).toBe(0);
});

test('a path that cannot be the folder is refused with the reason', async () => {
  const { dir, shared } = folder();
  writeFileSync(join(dir, 'file'), '');
  const said = async (path: string): Promise<string> => (await shared.refuses(path))?.refusal.message ?? '';
  expect(await said('')).toBe('');
  expect(await said(dir)).toBe('');
  expect(await said('shared')).toContain('whole path');
  expect(await said(join(dir, 'nowhere'))).toContain('is not there');
  expect(await said(join(dir, 'file', 'below'))).toContain('is not there');
  expect(await said(join(dir, 'file'))).toContain('this is a file');
});

test('a file that is saved there is whole, writes nothing over, and is not told of where it was made', async () => {
  const { dir, shared, names } = folder();
  expect(await shared.save({ name: 'INC/../1.warroom', bytes })).toEqual({ ok: true, name: 'INC-..-1.warroom' });
  expect(await shared.save({ name: 'INC/../1.warroom', bytes })).toEqual({ ok: true, name: 'INC-..-1-2.warroom' });
  expect(readdirSync(dir).toSorted()).toEqual(['INC-..-1-2.warroom', 'INC-..-1.warroom']);
  await shared.look();
  expect(names()).toEqual([]);
});

test('one lays a file there, the other is told, opens it with the passphrase, and is not told again', async () => {
  const dir = aFolder();
  const [ana, bo] = [await station(onTestFinished, 'A'), await station(onTestFinished, 'B')];
  for (const { screen } of [ana, bo]) {
    expect(
      await screen.host({ type: 'preferences.set', preferences: { sharedFolder: join(dir, 'no') } }),
    ).toMatchObject({ ok: false, refusal: { code: 'not-available' } });
    expect(await screen.host({ type: 'preferences.set', preferences: { sharedFolder: dir } })).toMatchObject({
      ok: true,
    });
  }
  const incident = await ana.declare();
  const made = await answered<{ file: string; passphrase: string }>(ana, 'handover-make', { incident });
  const { name } = await answered<{ name: string }>(ana, 'handover-to-folder', { file: made.file });
  const told = await filesOf(bo);
  expect(told.map((one) => one.name)).toEqual([name]);
  const { file } = await answered<{ file: string }>(bo, 'handover-from-folder', { key: told[0]!.key });
  const looked = await bo.screen.query('handover-look', { file, passphrase: made.passphrase });
  expect(looked).toMatchObject({ ok: true, answer: { incident } });
  expect(await bo.screen.host({ type: 'handover.open', file })).toMatchObject({ ok: true });
  expect((await bo.screen.hostState()).sharedFolder?.files).toEqual([]);
  expect((await ana.screen.hostState()).sharedFolder?.files).toEqual([]);
  expect(await bo.state(incident)).toBe(await ana.state(incident));
});

async function answered<T>({ screen }: Station, name: string, args: unknown): Promise<T> {
  const answer = await screen.query(name, args);
  if (!answer.ok) throw new Error(answer.refusal.message);
  // What this query answers, as the bridge declares it.
  return answer.answer as T;
}

/** Told of within the next look. */
async function filesOf({ host, screen }: Station) {
  host.clock.turn(15_000);
  return expect
    .poll(async () => (await screen.hostState()).sharedFolder?.files ?? [], { interval: 20 })
    .toHaveLength(1)
    .then(async () => (await screen.hostState()).sharedFolder?.files ?? []);
}
