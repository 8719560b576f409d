// What leaves the desktop app takes the way that the system names for its address, and says so where that is closed.
import { expect, test } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDesktop } from './desktop.ts';

test('a request goes through the proxy of the system; what it refuses is told in its words', async () => {
  const asked: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  // A server on a port has an address with one.
  const at = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  const desktop = await openDesktop({
    env: { WARROOM_SLACK_TOKEN: 'xoxb-1', HTTPS_PROXY: 'http://127.0.0.1:1' },
    args: [`--proxy-server=${at}`],
  });
  await desktop.page.getByRole('button', { name: 'Settings' }).click();
  const slack = desktop.page.getByRole('region', { name: 'Slack' });
  await slack.getByRole('button', { name: 'Test connection' }).click();
  await expect(slack.getByRole('status')).toContainText(
    `The proxy ${at} did not let Warroom through to slack.com (it said 403).`,
  );
  expect(asked).toContain('CONNECT slack.com:443');
  await desktop.close();
  proxy.close();
});
