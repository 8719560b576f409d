// The system's keychain: what it encrypts is kept, what it cannot is not, and a ciphertext of elsewhere is left alone.
import { describe, expect, it } from 'vitest';
import { openKeychain, type SafeStorage } from '../../src-main/shell/keychain.ts';
import type { Keychain } from '../../src-main/ports.ts';
import { memoryStore } from '../incidents/host.ts';

/** A keychain with a key of its own, as the system's looks from Electron. */
function system(key: string, backend = 'gnome_libsecret') {
  const state = { open: true, key, asked: 0 };
  const safeStorage: SafeStorage = {
    isEncryptionAvailable: () => {
      state.asked += 1;
      return state.open;
    },
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from(`${state.key}|${[...text].toReversed().join('')}`),
    decryptString: (ciphertext) => {
      const [by, text] = ciphertext.toString('utf8').split('|');
      if (by !== state.key || text === undefined) throw new Error('Error while decrypting the ciphertext.');
      return [...text].toReversed().join('');
    },
  };
  return { state, safeStorage };
}

const SECRET = 'xoxb-geheim';

interface Machine {
  backend?: string;
  platform?: NodeJS.Platform;
  key?: string;
}

function setUp(kept: Record<string, unknown> = {}, { backend, platform = 'linux', key = 'a' }: Machine = {}) {
  const store = memoryStore(kept);
  const logged: string[] = [];
  const tell = (what: string, facts: object = {}): number => logged.push(`${what} ${JSON.stringify(facts)}`);
  const { state, safeStorage } = system(key, backend);
  const open = (): Keychain => openKeychain({ safeStorage, platform, store, log: { info: tell, error: tell } });
  return { store, kept, logged, state, open, keychain: open() };
}

describe('with a keychain', () => {
  it('keeps a secret across starts, encrypted', async () => {
    const { keychain, open, kept } = setUp();
    await keychain.set('slack.token', SECRET);
    expect(JSON.stringify(kept)).not.toContain(SECRET);
    expect(await open().get('slack.token')).toBe(SECRET);
    expect(open()).toMatchObject({ kept: true, why: null });
  });

  it('forgets what it is told to forget, and only that', async () => {
    const { keychain, open, kept } = setUp();
    await keychain.set('slack.token', SECRET);
    await keychain.set('statuspage.apiKey', 'k');
    await keychain.set('slack.token', null);
    expect(await open().get('slack.token')).toBeNull();
    expect(Object.keys(kept['secrets'] ?? {})).toEqual(['statuspage.apiKey']);
  });

  it('is not touched before a secret is read or kept', async () => {
    const { keychain, state } = setUp();
    expect([keychain.kept, keychain.why, await keychain.get('slack.token')]).toEqual([true, null, null]);
    expect(state.asked).toBe(0);
  });

  it('takes nothing from a settings file edited by hand that is no ciphertext', async () => {
    const { keychain } = setUp({ secrets: { 'slack.token': 7 } });
    expect(await keychain.get('slack.token')).toBeNull();
  });
});

describe('a ciphertext of another machine', () => {
  it('counts as not set, is told, and stays until it is overwritten', async () => {
    const { keychain: elsewhere, kept } = setUp();
    await elsewhere.set('slack.token', SECRET);
    const before = structuredClone(kept);
    const { keychain, logged, kept: here } = setUp(kept, { key: 'b' });
    expect(await keychain.get('slack.token')).toBeNull();
    expect(keychain.why).toContain('cannot be read any more');
    expect(here).toEqual(before);
    expect(logged).toEqual(['a kept secret cannot be decrypted {"name":"slack.token"}']);
    await keychain.set('slack.token', 'xoxb-new');
    expect([await keychain.get('slack.token'), keychain.why]).toEqual(['xoxb-new', null]);
  });

  it('can be forgotten', async () => {
    const { keychain: elsewhere, kept } = setUp();
    await elsewhere.set('slack.token', SECRET);
    const { keychain, kept: here } = setUp(kept, { key: 'b' });
    await keychain.get('slack.token');
    await keychain.set('slack.token', null);
    expect([keychain.why, here['secrets']]).toEqual([null, {}]);
  });
});

describe('a secret that cannot be kept', () => {
  it('stays in memory: text that anybody can turn back is no keychain', async () => {
    const { keychain, open, kept } = setUp({}, { backend: 'basic_text' });
    expect(keychain).toMatchObject({ kept: false, why: expect.stringContaining('This desktop has no keyring') });
    await keychain.set('slack.token', SECRET);
    expect([await keychain.get('slack.token'), kept, await open().get('slack.token')]).toEqual([SECRET, {}, null]);
    await keychain.set('slack.token', null);
    expect(await keychain.get('slack.token')).toBeNull();
  });

  it('is not known by the name of a backend but on Linux', async () => {
    const { keychain, open } = setUp({}, { backend: 'basic_text', platform: 'darwin' });
    await keychain.set('slack.token', SECRET);
    expect([open().kept, await open().get('slack.token')]).toEqual([true, SECRET]);
  });

  it('because the keychain is locked waits for it to open; what was kept stays', async () => {
    const { keychain, open, state, kept } = setUp();
    await keychain.set('slack.token', SECRET);
    const before = structuredClone(kept);
    state.open = false;
    const locked = open();
    expect(await locked.get('slack.token')).toBeNull();
    expect(locked).toMatchObject({ kept: false, why: expect.stringContaining('cannot be used now') });
    await locked.set('statuspage.apiKey', 'k1');
    expect([await locked.get('statuspage.apiKey'), kept]).toEqual(['k1', before]);
    state.open = true;
    await locked.set('statuspage.other', 'k2');
    expect([locked.kept, locked.why]).toEqual([true, null]);
    expect([await open().get('slack.token'), await open().get('statuspage.apiKey')]).toEqual([SECRET, 'k1']);
  });
});
