// The way between page and host: who may use it, and what happens when it is gone.
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { declare, entry, log } from '../deeds.ts';
import { startWire } from './cut.ts';
import { expect, killed, test } from './own-host.ts';

test('a wrong token opens nothing', async ({ start, page }) => {
  const { url } = await start();
  await page.goto(url.replace(/token=.*/u, 'token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'));
  await expect(
    page.getByRole('alert').filter({ hasText: 'this page is from an earlier start of Warroom' }),
  ).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(0);
});

test('the token leaves the address, and a reload still works', async ({ start, page }) => {
  const { url } = await start();
  await page.goto(url);
  await declare(page, { title: 'Payments fail' });
  expect(page.url()).not.toContain('token');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
});

test('another Host or Origin is refused: no page, no socket', async ({ start }) => {
  const { port } = new URL((await start()).url);
  const local = `127.0.0.1:${port}`;
  expect((await ask(port, {})).status).toBe(200);
  for (const Host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    `127.0.0.1:${Number(port) + 1}`,
    `[::1]:${port}`,
  ])
    expect((await ask(port, { Host })).status, Host).toBe(403);

  const socket = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  expect((await ask(port, { ...socket, Origin: `http://${local}` }, '/bridge')).status).toBe(101);
  for (const Origin of [
    'http://evil.example',
    'null',
    `https://${local}`,
    `http://${local}.evil.example`,
    'http://127.0.0.1:1',
  ])
    expect((await ask(port, { ...socket, Origin }, '/bridge')).status, Origin).toBe(403);
  expect((await ask(port, socket, '/bridge')).status, 'no Origin').toBe(403);
  expect((await ask(port, { ...socket, Origin: `http://${local}`, Host: 'evil.example' }, '/bridge')).status).toBe(403);
});

test('a cut wire is told at once, nothing typed is lost, and it comes back by itself', async ({ start, browser }) => {
  const wire = await startWire();
  const { url } = await start();
  const page = await browser.newPage({ proxy: wire.proxy });
  await page.goto(url);
  await declare(page, { title: 'Payments fail' });
  await log(page, 'before the cut');
  const composer = page.getByRole('textbox', { name: 'Log entry' });
  await composer.fill('typed while it was go');
  const lost = page.getByRole('alert').filter({ hasText: 'Trying again' });

  wire.cut();
  await expect(lost).toBeVisible({ timeout: 1_000 });
  await expect(page.getByRole('contentinfo')).toContainText('Not connected to the record');
  await expect(entry(page, 'before the cut')).toBeVisible();
  await composer.pressSequentially('ne');
  await composer.press('Enter');
  await expect(page.getByRole('region', { name: 'News' })).toContainText('Nothing was saved');
  await expect(composer).toHaveValue('typed while it was gone');

  wire.mend();
  await expect(lost).toBeHidden({ timeout: 15_000 });
  await expect(composer).toHaveValue('typed while it was gone');
  await composer.press('Enter');
  await expect(entry(page, 'typed while it was gone')).toHaveCount(1);
  await page.reload();
  await expect(entry(page, 'typed while it was gone')).toHaveCount(1);
  await page.close();
  wire.stop();
});

test('a host that dies is told at once, and what was typed stays', async ({ start, page }) => {
  const { child, url } = await start();
  await page.goto(url);
  await page.getByRole('button', { name: 'Declare incident' }).click();
  const dialog = page.getByRole('dialog', { name: 'Declare incident' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Payments fail');
  await killed(child);
  await expect(page.getByText(/^Not connected to the record/)).toBeVisible({ timeout: 1_000 });
  await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'Nothing was saved' })).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Payments fail');

  // Started again, the host has another token: what helps is its new address, not waiting.
  await start({ port: Number(new URL(url).port) });
  await expect(page.getByText(/this page is from an earlier start of Warroom/)).toBeVisible({ timeout: 15_000 });
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Payments fail');
});

/** A request with headers as an attacker would choose them. */
function ask(
  port: string,
  headers: Record<string, string>,
  path = '/',
): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port, path, headers, agent: false }, (got) => {
      got.resume();
      resolve({ status: got.statusCode ?? 0, headers: got.headers });
    });
    asked.on('upgrade', (got, socket) => {
      socket.destroy();
      resolve({ status: got.statusCode ?? 0, headers: got.headers });
    });
    asked.on('error', reject);
    asked.end();
  });
}
