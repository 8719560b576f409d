// Which folder holds the record, and the plain word when it cannot be used.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseDataDir, openDataDir } from '../../src-main/shell/data-dir.ts';

describe('choosing the data folder', () => {
  const from = { args: [] as string[], env: {}, usual: '/home/ic/.config/Warroom', cwd: '/somewhere' };

  it('takes --data-dir before WARROOM_DATA_DIR before the usual place', () => {
    const env = { WARROOM_DATA_DIR: '/env' };
    expect(chooseDataDir({ ...from, env, args: ['.', '--data-dir', '/given'] })).toBe('/given');
    expect(chooseDataDir({ ...from, env, args: ['.', '--data-dir=/given'] })).toBe('/given');
    expect(chooseDataDir({ ...from, env })).toBe('/env');
    expect(chooseDataDir(from)).toBe('/home/ic/.config/Warroom');
  });

  it('is always absolute, and an empty name is none', () => {
    expect(chooseDataDir({ ...from, args: ['--data-dir', 'here'] })).toBe('/somewhere/here');
    expect(chooseDataDir({ ...from, args: ['--data-dir='], env: { WARROOM_DATA_DIR: '' } })).toBe(
      '/home/ic/.config/Warroom',
    );
  });

  it("is not confused by Chromium's own switches on the same line", () => {
    expect(
      chooseDataDir({ ...from, args: ['--no-sandbox', '.', '--data-dir', '/given', '--remote-debugging-port=0'] }),
    ).toBe('/given');
  });
});

describe('opening the data folder', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'warroom-data-'));
  });
  afterEach(() => rmSync(place, { recursive: true }));

  it('makes it for this account alone, with a folder for Chromium under it', () => {
    const dataDir = join(place, 'a', 'b');
    expect(openDataDir(dataDir)).toEqual({ ok: true, electron: join(dataDir, 'electron') });
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'electron')).mode & 0o777).toBe(0o700);
  });

  it('says what is in the way, and what to do', () => {
    writeFileSync(join(place, 'file'), '');
    const opened = openDataDir(join(place, 'file', 'deeper'));
    expect(opened).toEqual({ ok: false, message: expect.stringContaining('a part of its path is a file') });
    expect(opened).toEqual({ ok: false, message: expect.stringContaining('--data-dir') });
  });
});
