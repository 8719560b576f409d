// app://warroom/ serves the built renderer and nothing else, under a content policy with a fresh nonce.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentPolicy, fileFor, serve } from '../../src-main/shell/app-files.ts';

let root: string;
let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'warroom-files-'));
  root = join(place, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(place, 'secret.js'), 'secret');
  mkdirSync(join(place, 'renderer-secret'));
  writeFileSync(join(place, 'renderer-secret', 'x.js'), 'secret');
  writeFileSync(join(root, 'index.html'), '<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__">');
  for (const name of ['a.js', 'a.css', 'a.woff2', 'a.svg', 'a.map', 'a.exe'])
    writeFileSync(join(root, 'assets', name), name);
});
afterAll(() => rmSync(place, { recursive: true }));

const get = (url: string, method = 'GET') => serve(root, { method, url }, () => 'fresh');

describe('what is served', () => {
  it.each([
    ['a.js', 'text/javascript; charset=utf-8'],
    ['a.css', 'text/css; charset=utf-8'],
    ['a.woff2', 'font/woff2'],
    ['a.svg', 'image/svg+xml'],
  ])('%s as %s, never to be guessed at', async (name, type) => {
    const { status, headers, body } = await get(`app://warroom/assets/${name}`);
    expect([status, headers['Content-Type'], headers['X-Content-Type-Options']]).toEqual([200, type, 'nosniff']);
    expect(Buffer.from(body).toString()).toBe(name);
  });

  it('the page at the root, its nonce filled in everywhere and told in the policy', async () => {
    for (const url of ['app://warroom/', 'app://warroom/index.html', 'app://warroom/?a=1#b']) {
      const { status, headers, body } = await get(url);
      expect(status).toBe(200);
      expect(body).toBe('<meta content="fresh"><style nonce="fresh">');
      expect(headers['Content-Security-Policy']).toBe(contentPolicy('fresh'));
    }
  });

  it.each([
    'app://warroom/assets/a.map',
    'app://warroom/assets/a.exe',
    'app://warroom/assets',
    'app://warroom/none.js',
  ])('not %s', async (url) => {
    const { status, body } = await get(url);
    expect([status, body]).toEqual([404, '']);
  });

  it.each(['POST', 'PUT', 'HEAD', 'DELETE'])('nothing for %s', async (method) => {
    expect((await get('app://warroom/', method)).status).toBe(405);
  });
});

describe('what lies outside', () => {
  it.each([
    'app://warroom/../secret.js',
    'app://warroom/..%2fsecret.js',
    'app://warroom/%2e%2e/secret.js',
    'app://warroom/assets/..%2f..%2fsecret.js',
    'app://warroom/..%5csecret.js',
    'app://warroom/..\\secret.js',
    'app://warroom/../renderer-secret/x.js',
    'app://warroom/..%2frenderer-secret/x.js',
    'app://warroom//etc/passwd',
    'app://warroom/%00/a.js',
    'app://warroom/C:/a.js',
    'app://warroom/%zz.js',
    'app://elsewhere/a.js',
    'app://warroom:99/assets/a.js',
    'https://warroom/assets/a.js',
    'file:///etc/passwd',
    'not a url',
  ])('%s is not served', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it('a path that names a file of ours is found under the root', () => {
    expect(fileFor(root, 'app://warroom/assets/a.js')).toBe(join(root, 'assets', 'a.js'));
  });
});

it('the policy allows nothing unsafe and nothing to connect to', () => {
  const policy = contentPolicy('n');
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/u);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
});
