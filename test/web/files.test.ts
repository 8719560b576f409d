// Files between the browser host and its page: by a number that was given over the bridge, once, from this machine and this
// page alone, and never larger than said.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { HandoverSeen, OfferedFile } from '../../src-shared/bridge.ts';
import { serve } from '../../src-main/web/serve.ts';
import { listLog } from '../journal/kit.ts';
import { type TestHost, declaration, startHost } from '../incidents/host.ts';

interface Served {
  host: TestHost;
  port: number;
  ask: (method: string, path: string, headers?: Record<string, string>, body?: Buffer) => Promise<Reply>;
}
interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** `most`: so that a file may be no larger, in place of half a gigabyte. */
async function served(most?: number): Promise<Served> {
  const host = await startHost(onTestFinished);
  const root = mkdtempSync(join(tmpdir(), 'warroom-pages-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  const { files } = host.cockpit;
  const awaited: typeof files.awaited = (number) =>
    files.awaited(number) === null ? null : (most ?? files.awaited(number));
  const cockpit = { ...host.cockpit, files: { ...files, awaited } };
  const started = await serve({ cockpit, port: 0, token: 'token', root, log: listLog() });
  if (!started.ok) throw new Error(started.message);
  onTestFinished(() => started.server.stop());
  const { port } = started.server;
  const ask: Served['ask'] = (method, path, headers = {}, body) =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
        );
      });
      asked.on('error', reject);
      asked.end(body);
    });
  return { host, port, ask };
}

test('a file goes down once and up once, and what went up is what came down', async () => {
  const { host, port, ask } = await served();
  const screen = host.connect();
  const incident = host.newId();
  await screen.dispatch(incident, declaration());
  const made = await screen.query('handover-make', { incident });
  if (!made.ok) throw new Error(made.refusal.message);
  const { file, name, size, passphrase } = made.answer as OfferedFile & { passphrase: string };
  const down = await ask('GET', `/files/${file}`);
  expect(down).toMatchObject({ status: 200, headers: { 'content-disposition': `attachment; filename="${name}"` } });
  expect(down.body).toHaveLength(size);
  expect(await ask('GET', `/files/${file}`)).toMatchObject({ status: 404 });

  const chosen = await screen.query('file-choose', { kind: 'handover' });
  const { sendUpTo, most } = (chosen.ok ? chosen.answer : {}) as { sendUpTo: string; most: number };
  const own = { origin: `http://127.0.0.1:${port}` };
  const path = `/files/${sendUpTo}?name=${encodeURIComponent(name)}`;
  // Not from another page, not under another number, not more than was said.
  expect(await ask('PUT', path, { origin: 'http://127.0.0.1:1' }, down.body)).toMatchObject({ status: 405 });
  expect(await ask('PUT', path, {}, down.body)).toMatchObject({ status: 405 });
  expect(await ask('PUT', `/files/${'0'.repeat(48)}`, own, down.body)).toMatchObject({ status: 404 });
  expect(await ask('PUT', path, { ...own, 'content-length': String(most + 1) })).toMatchObject({ status: 413 });
  expect(await ask('GET', `/files/${sendUpTo}`)).toMatchObject({ status: 404 });
  expect(await ask('PUT', path, own, down.body)).toMatchObject({ status: 204 });
  expect(await ask('PUT', path, own, down.body)).toMatchObject({ status: 404 });

  const seen = await screen.query('handover-look', { file: sendUpTo, passphrase });
  expect(seen.ok && (seen.answer as HandoverSeen)).toMatchObject({ incident, fresh: 0 });
  await screen.host({ type: 'file.forget', file: sendUpTo });
  expect(await screen.query('handover-look', { file: sendUpTo, passphrase })).toMatchObject({
    ok: false,
    refusal: { message: 'This file is no longer there. Choose it again.' },
  });
});

test('a file that says no size and runs over is cut off, kept nowhere, and leaves its number to a smaller one', async () => {
  const most = 4 * 2 ** 20;
  const { host, port, ask } = await served(most);
  const chosen = await host.connect().query('file-choose', { kind: 'handover' });
  const { sendUpTo } = (chosen.ok ? chosen.answer : {}) as { sendUpTo: string };
  const headers = { origin: `http://127.0.0.1:${port}`, 'transfer-encoding': 'chunked' };
  const path = `/files/${sendUpTo}?name=endless`;
  const part = Buffer.alloc(2 ** 16);
  let sent = 0;
  const ended = await new Promise<string>((resolve) => {
    const asked = request({ host: '127.0.0.1', port, method: 'PUT', path, headers }, (response) => {
      resolve(`answered ${response.statusCode}`);
      response.resume();
    });
    // Cut off while it still sends, a client may never come to read the answer.
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(`cut off: ${error.code}`));
    const more = (): void => {
      if (asked.destroyed) return;
      if (sent > 20 * most) return void asked.end();
      sent += part.length;
      asked.write(part, (error) => (error ? undefined : more()));
    };
    more();
  });
  expect(ended).toMatch(/^(?:answered 413|cut off: E\w+)$/u);
  expect(sent).toBeGreaterThan(most);
  expect(sent).toBeLessThan(10 * most);
  expect(host.cockpit.files.awaited(sendUpTo)).not.toBeNull();
  expect(await ask('PUT', path, { origin: headers.origin }, Buffer.from('small'))).toMatchObject({ status: 204 });
  expect(host.cockpit.files.awaited(sendUpTo)).toBeNull();
});

test.each(['/files/', '/files/..%2f..%2fjournal.db', '/files/abc', `/files/${'0'.repeat(48)}`])(
  '%s holds nothing',
  async (path) => {
    const { ask } = await served();
    expect(await ask('GET', path)).toMatchObject({ status: 404 });
  },
);

test('a name of this machine from elsewhere is turned away', async () => {
  const { ask } = await served();
  expect(await ask('GET', `/files/${'0'.repeat(48)}`, { host: 'evil.example' })).toMatchObject({ status: 403 });
});
