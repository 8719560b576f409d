// The bridge over real IPC: who is not our page is turned away with a word, and nothing of it reaches the record.
import { expect, test } from '@playwright/test';
import { askHost, forbidden } from './probes.ts';
import { openDesktop, type Desktop } from './desktop.ts';

let desktop: Desktop;
test.beforeEach(async () => {
  desktop = await openDesktop();
});
test.afterEach(() => desktop.kill());

const question = { kind: 'query', name: 'people', args: { text: '' } };

test('our page is answered, over the only channel there is', async () => {
  expect(await askHost(desktop.page, question)).toMatchObject({ ok: true });
  expect(await desktop.app.evaluate(({ ipcMain }) => ipcMain.eventNames())).toEqual(['warroom:request']);
  expect(desktop.log()).not.toContain('refused');
});

test('a second window is turned away, even one of our own origin with our own preload', async () => {
  for (const url of ['app://warroom/', 'data:text/html,elsewhere']) {
    const answer = await desktop.app.evaluate(
      async ({ app, BrowserWindow, session }, { url, question }) => {
        const ours = BrowserWindow.getAllWindows()[0]?.webContents.session;
        const other = new BrowserWindow({
          show: false,
          webPreferences: {
            preload: `${app.getAppPath()}/out/preload/index.cjs`,
            session: url.startsWith('app:') ? ours : session.fromPartition('elsewhere'),
          },
        });
        await other.loadURL(url);
        const answer: unknown = await other.webContents.executeJavaScript(
          `new Promise((resolve) => { warroom.onReply((text) => resolve(JSON.parse(text))); warroom.send({ n: 7, ...${JSON.stringify(question)} }); })`,
        );
        other.destroy();
        return answer;
      },
      { url, question },
    );
    expect(answer).toEqual({ n: 7, kind: 'reply', body: forbidden });
  }
  expect(desktop.log()).toContain('"what":"message refused","from":"another window"');
});

test('what is no request text is answered or ignored, and the cockpit lives on', async () => {
  const { app, page } = desktop;
  const sent = await app.evaluate(({ BrowserWindow, ipcMain }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    const event = { sender: contents, senderFrame: contents.mainFrame };
    const round: Record<string, unknown> = {};
    round['self'] = round;
    const all = [
      undefined,
      null,
      5,
      Number.NaN,
      10n,
      Symbol('s'),
      () => 0,
      round,
      [],
      new Map(),
      new Date(),
      new ArrayBuffer(9),
      new Uint8Array(50_000_000),
      '',
      '{',
      '[]',
      'null',
      '"n"',
    ];
    for (const raw of [...all, `{"n":5,"kind":"host","command":${'['.repeat(100_000)}${']'.repeat(100_000)}}`])
      ipcMain.emit('warroom:request', event, raw);
    ipcMain.emit('warroom:request', event);
    return all.length;
  });
  expect(sent).toBe(18);
  expect(await askHost(page, question)).toMatchObject({ ok: true });
});

test('a page that floods with large values costs the main process little', async () => {
  const before = await desktop.app.evaluate(() => process.memoryUsage().rss);
  const answers = await desktop.page.evaluate(
    () =>
      new Promise((resolve) => {
        const answers: unknown[] = [];
        // What the preload exposes.
        const { warroom } = window as unknown as {
          warroom: {
            send: (request: object) => void;
            onReply: (listener: (text: string) => void) => void;
          };
        };
        warroom.onReply((text) => {
          const reply = JSON.parse(text) as { n: number; body: unknown }; // a Reply, as the host sends it
          if (reply.n >= 900_000) answers.push(reply.body);
          if (answers.length === 2) resolve(answers);
        });
        warroom.send({ n: 900_001, kind: 'host', command: 'x'.repeat(20_000_000) });
        // As text, each of these bytes is a property.
        warroom.send({ n: 900_002, kind: 'host', command: new Uint8Array(2_000_000) });
      }),
  );
  expect(answers).toMatchObject([
    { ok: false, refusal: { code: 'too-large' } },
    { ok: false, refusal: { code: 'too-large' } },
  ]);
  const after = await desktop.app.evaluate(() => process.memoryUsage().rss);
  expect((after - before) / 1_000_000).toBeLessThan(200);
});

test('a reloaded page is a connection of its own: it gets no replies of the page before', async () => {
  const { app, page } = desktop;
  await page.evaluate(() => {
    // What the preload exposes.
    const { warroom } = window as unknown as { warroom: { send: (request: object) => void } };
    warroom.send({ n: 100_001, kind: 'subscribe', scope: 'host', cursor: null });
  });
  // Until Playwright itself has seen the new page, it would ask the old one.
  await Promise.all([
    page.waitForEvent('load'),
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.reload()),
  ]);
  const seen = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const numbers: number[] = [];
        // What the preload exposes.
        const { warroom } = window as unknown as {
          warroom: {
            send: (request: object) => void;
            onReply: (listener: (text: string) => void) => void;
          };
        };
        warroom.onReply((text) => {
          const reply = JSON.parse(text) as { n: number; kind: string }; // a Reply, as the host sends it
          numbers.push(reply.n);
          if (reply.n === 200_002 && reply.kind === 'reply') resolve(numbers);
        });
        // Changes the host, so every live subscription is told, then asks.
        warroom.send({
          n: 200_001,
          kind: 'host',
          command: { id: '01JMZ8Z0000000000000000001', type: 'preferences.set', preferences: { theme: 'light' } },
        });
        warroom.send({ n: 200_002, kind: 'query', name: 'people', args: { text: '' } });
      }),
  );
  expect(await seen).not.toContain(100_001);
});
