// What a vendor is set up with: where each value comes from, what is refused, and that no secret is ever shown.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { memoryKeychain } from '../../src-main/platform/memory-keychain.ts';
import { openVendorSettings, type VendorSettings } from '../../src-main/settings/vendor-settings.ts';
import type { Keychain } from '../../src-main/ports.ts';
import type { SettingField } from '../../src-shared/delivery.ts';
import { memoryStore } from '../incidents/host.ts';

function field(name: string, label: string, more: Partial<SettingField> = {}): SettingField {
  return {
    name,
    label,
    help: '',
    secret: false,
    required: false,
    env: `WARROOM_PAGER_${name.toUpperCase()}`,
    placeholder: '',
    ...more,
  };
}

/** A vendor of the test's own: a secret, a required value, and two that must differ. */
const pager = {
  vendor: 'pager',
  name: 'Pager',
  fields: [
    field('key', 'Key', { secret: true, required: true }),
    field('page', 'Page id', { required: true }),
    field('other', 'Other page id'),
    field('url', 'Address'),
  ],
  config: z
    .object({
      key: z
        .string({ error: 'Enter the key.' })
        .regex(/^key-[a-z]+$/u, { error: ({ input }) => `${String(input)} is no key: those begin with key-.` }),
      page: z.string({ error: 'Enter the page id.' }).regex(/^[a-z]+$/u, 'A page id has small letters alone.'),
      other: z.string().max(5).optional(),
      url: z.url({ error: 'This is not an address.' }).default('https://pager.test'),
    })
    .refine(({ page, other }) => page !== other, { path: ['other'], error: 'This is the first page.' }),
};

const SECRET = 'key-geheim';

async function setUp(
  options: { env?: Record<string, string>; kept?: Record<string, unknown>; keychain?: Keychain } = {},
) {
  const kept = options.kept ?? {};
  const keychain = options.keychain ?? { ...memoryKeychain(''), kept: true, why: null };
  const logged: string[] = [];
  const tell = (what: string, facts: object = {}): number => logged.push(`${what} ${JSON.stringify(facts)}`);
  const open = (): Promise<VendorSettings> =>
    openVendorSettings({
      integrations: [pager],
      env: options.env ?? {},
      store: memoryStore(kept),
      keychain,
      log: { info: tell, error: tell },
    });
  const settings = await open();
  const set = (fields: Record<string, string | null>) => settings.configure('pager', fields);
  const froms = (of = settings): unknown => of.state('pager').fields.map(({ name, from }) => `${name}: ${from}`);
  return { settings, set, open, froms, kept, keychain, logged };
}

const done = { ok: true, events: [] };

describe('a vendor', () => {
  it('is off until what it needs is there, and on from then', async () => {
    const { settings, set } = await setUp();
    expect(settings.state('pager')).toMatchObject({ state: 'off', trouble: null });
    expect(settings.config('pager')).toBeNull();
    expect(await set({ key: SECRET })).toEqual(done);
    expect(settings.state('pager')).toMatchObject({
      state: 'off',
      trouble: { why: 'Still missing: Page id.', mend: 'Enter it in the settings to connect Pager.' },
    });
    expect(await set({ page: 'abc' })).toEqual(done);
    expect(settings.state('pager')).toMatchObject({ state: 'on', trouble: null });
    expect(settings.config('pager')).toEqual({ key: SECRET, page: 'abc', url: 'https://pager.test' });
  });

  it('keeps what was set up across starts, the secret in the keychain and the rest in the file', async () => {
    const { set, open, froms, kept } = await setUp();
    await set({ key: SECRET, page: 'abc' });
    const again = await open();
    expect(again.config('pager')).toMatchObject({ key: SECRET, page: 'abc' });
    expect(froms(again)).toEqual(['key: keychain', 'page: settings', 'other: null', 'url: null']);
    expect(kept).toEqual({ vendors: { pager: { page: 'abc' } } });
  });

  it('says that a secret is only in memory where the keychain is', async () => {
    const { set, froms } = await setUp({ keychain: memoryKeychain('no keychain') });
    await set({ key: SECRET });
    expect(froms()).toContain('key: memory');
  });

  it('forgets a field with null or with nothing, and goes off', async () => {
    const { settings, set, kept, keychain } = await setUp();
    await set({ key: SECRET, page: 'abc', other: 'def' });
    expect(await set({ key: null, other: ' ' })).toEqual(done);
    expect(settings.state('pager').state).toBe('off');
    expect([kept, await keychain.get('pager.key')]).toEqual([{ vendors: { pager: { page: 'abc' } } }, null]);
  });

  it('nobody knows is refused', async () => {
    const { settings } = await setUp();
    expect(await settings.configure('fax', {})).toMatchObject({ ok: false, refusal: { code: 'unknown-record' } });
    expect(settings.state('fax')).toEqual({ state: 'off', fields: [], trouble: null });
    expect(settings.config('fax')).toBeNull();
  });
});

describe('the environment', () => {
  it('counts before what was typed here, and is shown but for secrets', async () => {
    const kept = { vendors: { pager: { page: 'typed', other: 'typed' } } };
    const env = { WARROOM_PAGER_KEY: SECRET, WARROOM_PAGER_PAGE: 'outside', WARROOM_PAGER_URL: '' };
    const { settings, froms } = await setUp({ env, kept });
    expect(settings.config('pager')).toMatchObject({ key: SECRET, page: 'outside', other: 'typed' });
    expect(froms()).toEqual(['key: environment', 'page: environment', 'other: settings', 'url: null']);
    expect(settings.state('pager').fields.map(({ value }) => value)).toEqual([null, 'outside', 'typed', null]);
  });

  it('cannot be overwritten here', async () => {
    const { set, kept } = await setUp({ env: { WARROOM_PAGER_PAGE: 'outside' } });
    for (const page of ['mine', null])
      expect(await set({ key: SECRET, page })).toEqual({
        ok: false,
        refusal: {
          code: 'not-editable',
          field: 'page',
          message:
            'Page id is set by the environment (WARROOM_PAGER_PAGE), which counts before what is typed here. Change it there and start Warroom again.',
        },
      });
    expect(kept).toEqual({});
  });

  it('with a value that cannot be used breaks the vendor, in words, and the rest can still be set', async () => {
    const { settings, set } = await setUp({ env: { WARROOM_PAGER_PAGE: 'NO' } });
    expect(await set({ key: SECRET })).toEqual(done);
    expect(settings.state('pager')).toMatchObject({
      state: 'broken',
      trouble: {
        why: 'A page id has small letters alone.',
        mend: 'Correct WARROOM_PAGER_PAGE and start Warroom again.',
      },
    });
    expect(settings.config('pager')).toBeNull();
  });

  it('is asked first: no keychain is opened for what it sets', async () => {
    const asked: string[] = [];
    const keychain: Keychain = {
      ...memoryKeychain(''),
      get: async (name) => {
        asked.push(name);
        return null;
      },
    };
    await setUp({ env: { WARROOM_PAGER_KEY: SECRET }, keychain });
    expect(asked).toEqual([]);
  });
});

describe('a value', () => {
  it.each([[` ${SECRET}\n`], [`"${SECRET}"`], [`\u201c${SECRET}\u201d `], [`'${SECRET}`], [`\u200b${SECRET}\u00a0`]])(
    'is cleaned of what came along with it: %j',
    async (raw) => {
      const typed = await setUp();
      await typed.set({ key: raw, page: ' abc ' });
      expect(typed.settings.config('pager')).toMatchObject({ key: SECRET, page: 'abc' });
      const outside = await setUp({ env: { WARROOM_PAGER_KEY: raw, WARROOM_PAGER_PAGE: 'abc' } });
      expect(outside.settings.config('pager')).toMatchObject({ key: SECRET });
    },
  );

  it('that cannot be used changes nothing, and the refusal names its field', async () => {
    const { settings, set, kept, keychain } = await setUp();
    await set({ key: SECRET, page: 'abc' });
    const before = [structuredClone(kept), settings.state('pager')];
    expect(await set({ key: 'key-other', page: 'ABC' })).toEqual({
      ok: false,
      refusal: { code: 'malformed', field: 'page', message: 'A page id has small letters alone.' },
    });
    expect([kept, settings.state('pager')]).toEqual(before);
    expect(await keychain.get('pager.key')).toBe(SECRET);
  });

  it('is judged together with the others', async () => {
    const { set } = await setUp();
    await set({ key: SECRET, other: 'abc' });
    expect(await set({ page: 'abc' })).toMatchObject({
      ok: false,
      refusal: { field: 'other', message: 'This is the first page.' },
    });
  });

  it('has words of ours where the schema has none', async () => {
    const { set } = await setUp();
    expect(await set({ other: 'toolong' })).toMatchObject({
      ok: false,
      refusal: { field: 'other', message: expect.stringContaining('This value cannot be used.') },
    });
  });

  it('for a field that does not exist is refused', async () => {
    const { set, kept } = await setUp();
    expect(await set({ page: 'abc', constructor: 'x' })).toMatchObject({
      ok: false,
      refusal: { code: 'malformed', field: 'constructor' },
    });
    expect(kept).toEqual({});
  });

  it('of a file edited by hand counts where it is good', async () => {
    const { settings } = await setUp({ kept: { vendors: { pager: { page: 'abc', key: SECRET }, fax: 7 } } });
    expect(settings.state('pager').fields.map(({ name, from }) => `${name}: ${from}`)).toEqual([
      'key: null',
      'page: settings',
      'other: null',
      'url: null',
    ]);
  });
});

describe('a keychain that fails', () => {
  it('stops no start: the secret counts as not set', async () => {
    const keychain = { ...memoryKeychain(''), get: () => Promise.reject(new Error(`cannot read ${SECRET}`)) };
    const { settings, logged } = await setUp({ keychain });
    expect(settings.state('pager').state).toBe('off');
    expect(logged).toEqual(['a secret could not be read from the keychain {"key":"pager.key"}']);
  });

  it('leaves everything as it was, and says so', async () => {
    const keychain = { ...memoryKeychain(''), set: () => Promise.reject(new Error('locked')) };
    const { settings, set, kept } = await setUp({ keychain });
    expect(await set({ page: 'abc', key: SECRET })).toMatchObject({ ok: false, refusal: { code: 'storage-failed' } });
    expect([kept, settings.state('pager').fields[0]?.from]).toEqual([{}, null]);
  });

  it('or a file that cannot be written: the secret of before is put back', async () => {
    const keychain: Keychain = { ...memoryKeychain(''), kept: true };
    await keychain.set('pager.key', 'key-before');
    const store = {
      ...memoryStore(),
      set: () =>
        void (() => {
          throw new Error('ENOSPC');
        })(),
    };
    const log = { info: () => {}, error: () => {} };
    const settings = await openVendorSettings({ integrations: [pager], env: {}, store, keychain, log });
    expect(await settings.configure('pager', { key: SECRET, page: 'abc' })).toMatchObject({ ok: false });
    expect(await keychain.get('pager.key')).toBe('key-before');
  });
});

it('two changes at once are judged one after the other', async () => {
  const { set, kept } = await setUp();
  await set({ key: SECRET });
  const [first, second] = await Promise.all([set({ page: 'abc' }), set({ other: 'abc' })]);
  expect([first.ok, second.ok]).toEqual([true, false]);
  expect(kept).toEqual({ vendors: { pager: { page: 'abc' } } });
});

it('no secret is in a state, a refusal, the file or the log', async () => {
  const { settings, set, kept, logged } = await setUp({ env: { WARROOM_PAGER_URL: 'nowhere' } });
  const answers = [
    await set({ key: SECRET, page: 'abc' }),
    // This schema repeats what it was given; the refusal does not.
    await set({ key: 'GEHEIM' }),
    await set({ key: `${SECRET}-GEHEIM` }),
    await set({ key: SECRET, page: 'NO' }),
    await set({ key: SECRET, url: 'x' }),
  ];
  expect(answers.map(({ ok }) => ok)).toEqual([true, false, false, false, false]);
  const broken = await setUp({ env: { WARROOM_PAGER_KEY: 'GEHEIM', WARROOM_PAGER_PAGE: 'abc' } });
  expect(broken.settings.state('pager').state).toBe('broken');
  const shown = JSON.stringify([answers, settings.state('pager'), broken.settings.state('pager'), kept, logged]);
  expect(shown).not.toMatch(/geheim/iu);
});
