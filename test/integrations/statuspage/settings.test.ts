// The settings: what can be typed into them, and what the test of a key and a page tells.
import { describe, expect, test } from 'vitest';
import { config } from '../../../src-main/integrations/statuspage/config.ts';
import { values, world } from './kit.ts';

const read = (change: Record<string, string | undefined>) => config.safeParse({ ...values, ...change });
const said = (change: Record<string, string | undefined>) => read(change).error?.issues.map(({ message }) => message);

describe('the settings', () => {
  test('take Statuspage’s address where none is given, with or without the last slash', () => {
    expect(read({ apiUrl: undefined }).data?.apiUrl).toBe('https://api.statuspage.io/v1');
    expect(read({ apiUrl: 'https://api.statuspage.io/v1/' }).data?.apiUrl).toBe('https://api.statuspage.io/v1');
  });

  test.each(['http://127.0.0.1:8081/v1', 'http://localhost:9/v1', 'http://[::1]:9/v1'])('take %s', (apiUrl) => {
    expect(read({ apiUrl }).success).toBe(true);
  });

  test.each([
    'http://api.statuspage.io/v1',
    'http://127.0.0.1.evil.example/v1',
    'https://key@api.statuspage.io/v1',
    'ftp://127.0.0.1/',
    'javascript:alert(1)',
    'https://api.statuspage.io/v1?x=1',
    'nonsense',
  ])('refuse %s: the key would go there', (apiUrl) => {
    expect(said({ apiUrl })?.[0]).toContain('https://');
  });

  test('refuse a page id that would reach another path, and a private page that is the public one', () => {
    expect(said({ pageId: '../../users' })?.[0]).toContain('letters and digits');
    expect(said({ privatePageId: 'https://x.statuspage.io' })?.[0]).toContain('letters and digits');
    expect(said({ privatePageId: values.pageId })?.[0]).toContain('public page');
    expect(read({ pageId: ` ${values.pageId} ` }).data?.pageId).toBe(values.pageId);
  });

  test('say what is missing in words', () => {
    expect(said({ apiKey: undefined, pageId: undefined })).toEqual([
      'The API key is missing. Create one in Statuspage: your picture, API info.',
      'The page id is missing. Copy it from Statuspage: your picture, API info.',
    ]);
  });
});

describe('the test', () => {
  test('names both pages and counts their components, and changes nothing', async () => {
    const w = world();
    expect(await w.settled(w.connection.test())).toEqual({
      ok: true,
      lines: [
        { what: 'Public page', ok: true, detail: 'Example Status (example.statuspage.io)' },
        { what: 'Components of the public page', ok: true, detail: '6' },
        { what: 'Private page', ok: true, detail: 'For partners (pgprivate001.statuspage.io)' },
        { what: 'Components of the private page', ok: true, detail: '1' },
      ],
    });
    expect(w.twin.arrivals.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('tells a wrong key from a wrong page id, with what mends it', async () => {
    const wrongPage = world({ settings: { privatePageId: 'nosuchpage' } });
    const report = await wrongPage.settled(wrongPage.connection.test());
    expect(report.ok).toBe(false);
    expect(report.lines[2]).toEqual({
      what: 'Private page',
      ok: false,
      detail: 'Statuspage has no such page: nosuchpage (404)',
      mend: 'Enter the right private page id in the settings, and a key that reaches it.',
    });
    const wrongKey = world();
    wrongKey.twin.setKey(false);
    expect((await wrongKey.settled(wrongKey.connection.test())).lines[0]).toEqual({
      what: 'Public page',
      ok: false,
      detail: 'Statuspage does not know this API key (401)',
      mend: 'Enter a valid API key in the settings. In Statuspage: your picture, API info.',
    });
  });

  test.each([
    ['offline', { kind: 'offline' }, 'cannot be reached'],
    ['behind a login page', { kind: 'captive-portal' }, 'login'],
    ['limited', { kind: 'status', status: 429, retryAfter: '30' }, 'rate limit'],
  ] as const)('says what it met: %s', async (_what, does, words) => {
    const w = world();
    w.twin.faults.arm({ does });
    const { ok, lines } = await w.settled(w.connection.test());
    expect(ok).toBe(false);
    expect(lines[0]?.detail).toContain(words);
    expect(lines[0]?.mend).toBeTruthy();
  });
});
