// Settings: small things in a file that anybody may have edited; what is good of it counts.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { describe, expect, it, onTestFinished } from 'vitest';
import { putBrokenSettingsAside } from '../../src-main/settings/broken-file.ts';
import { openSettings } from '../../src-main/settings/settings.ts';
import { memoryStore } from '../incidents/host.ts';
import { countingIds } from '../journal/kit.ts';

const open = (kept: Record<string, unknown> = {}, accountName = 'nguyen') =>
  openSettings(memoryStore(kept), { accountName, zone: 'Asia/Tokyo', newId: countingIds() });

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'warroom-settings-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

describe('preferences', () => {
  it('begin with defaults and the zone of the machine', () => {
    expect(open().preferences()).toEqual({
      theme: 'dark',
      zone: 'Asia/Tokyo',
      sound: true,
      keepAwake: true,
      stayInTray: false,
      retentionDays: null,
      captureShortcut: 'CommandOrControl+Shift+L',
      sharedFolder: '',
      views: [],
    });
  });

  it('take what is good of a file edited by hand, and nothing else of it', () => {
    const kept = { theme: 'light', zone: 'Mars/Base', sound: 'loud', retentionDays: 90, colour: 'red' };
    expect(open({ preferences: kept }).preferences()).toEqual({
      theme: 'light',
      zone: 'Asia/Tokyo',
      sound: true,
      keepAwake: true,
      stayInTray: false,
      retentionDays: 90,
      captureShortcut: 'CommandOrControl+Shift+L',
      sharedFolder: '',
      views: [],
    });
  });

  it.each([null, 7, 'x', [], [1, 2]])('survive %j in their place', (kept) => {
    expect(open({ preferences: kept, drafts: kept, identity: kept }).preferences().theme).toBe('dark');
  });

  it('change only what is named', () => {
    const settings = open({ preferences: { theme: 'light' } });
    settings.setPreferences({ sound: false });
    expect(settings.preferences()).toMatchObject({ theme: 'light', sound: false });
  });
});

describe('who is at the keyboard', () => {
  it('is one person from the first question on', () => {
    const settings = open();
    expect(settings.identity()).toEqual(settings.identity());
    expect(settings.identity()).toMatchObject({ guessed: true, person: { name: 'nguyen' } });
  });

  it.each(['', ' \u200b', 'x'.repeat(200)])(
    'is Somebody where the account is called %j, and stays that one person',
    (account) => {
      const settings = open({}, account);
      expect(settings.identity().person.name).toBe('Somebody');
      expect(settings.identity()).toEqual(settings.identity());
    },
  );

  it('stays the same person under another spelling, and is another one under another name', () => {
    const settings = open();
    const first = settings.identity().person.id;
    settings.setIdentity('NGUYEN', undefined);
    expect(settings.identity()).toMatchObject({ guessed: false, person: { id: first, name: 'NGUYEN' } });
    settings.setIdentity('Tran B', undefined);
    expect(settings.identity().person.id).not.toBe(first);
  });

  it('is the person that an incident knows by that name', () => {
    const settings = open();
    const known = { id: '7'.repeat(26), name: 'Tran B', handles: {} };
    settings.setIdentity('Tran B', known);
    expect(settings.identity().person.id).toBe(known.id);
  });

  it('is made anew where the file holds an id that is none: events must carry only real ones', () => {
    expect(open({ identity: { person: { id: 'me', name: 'Me' }, guessed: false } }).identity().person.id).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{26}$/u,
    );
  });
});

describe('drafts', () => {
  it('are kept apart by where they were typed', () => {
    const settings = open();
    settings.keepDraft('A:composer', 'one');
    settings.keepDraft('AB:composer', 'two');
    expect(settings.drafts('A')).toEqual({ 'A:composer': 'one' });
    settings.keepDraft('A:composer', '');
    expect(settings.drafts('A')).toEqual({});
    expect(settings.drafts('AB')).toEqual({ 'AB:composer': 'two' });
  });

  it('keep the newest hundred', () => {
    const settings = open();
    for (let i = 0; i < 150; i += 1) settings.keepDraft(`A:${i}`, 'x');
    settings.keepDraft('A:60', 'newest');
    const kept = settings.drafts('A');
    expect(Object.keys(kept)).toHaveLength(100);
    expect(kept['A:60']).toBe('newest');
    expect(kept['A:49']).toBeUndefined();
  });

  it('are plain keys, whatever they are called', () => {
    const settings = open();
    settings.keepDraft('__proto__', 'x');
    settings.keepDraft('constructor:a', 'y');
    expect(settings.drafts('constructor')).toEqual({ 'constructor:a': 'y' });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('a settings file that cannot be read', () => {
  it('is put aside, byte for byte, and a new one begins', () => {
    const dir = folder();
    writeFileSync(join(dir, 'settings.json'), '{"theme": "li');
    expect(putBrokenSettingsAside(dir, 1_740_000_000_000)).toBe(join(dir, 'settings.broken-1740000000000.json'));
    expect(readFileSync(join(dir, 'settings.broken-1740000000000.json'), 'utf8')).toBe('{"theme": "li');
    expect(existsSync(join(dir, 'settings.json'))).toBe(false);
    const store = new Conf({ cwd: dir, configName: 'settings' });
    expect(openSettings(store, { accountName: 'a', zone: 'UTC', newId: countingIds() }).preferences().theme).toBe(
      'dark',
    );
  });

  it.each(['', 'null', '[]', '"text"', '7', '\u0000\u0001'])('is put aside when it holds %j', (text) => {
    const dir = folder();
    writeFileSync(join(dir, 'settings.json'), text);
    expect(putBrokenSettingsAside(dir, 1)).not.toBeNull();
  });

  it('is left alone when it is sound or not there', () => {
    const dir = folder();
    expect(putBrokenSettingsAside(dir, 1)).toBeNull();
    writeFileSync(join(dir, 'settings.json'), '{}');
    expect(putBrokenSettingsAside(dir, 1)).toBeNull();
    expect(readdirSync(dir)).toEqual(['settings.json']);
  });
});
