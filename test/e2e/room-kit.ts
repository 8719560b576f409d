// An incident whose room is shown and heard over Slack's twin, in either host.
import type { Locator, Page } from '@playwright/test';
import { declare } from './deeds.ts';
import { expect, test as base, type VendorTwins } from './vendors-kit.ts';

export const test = base.extend({
  env: ({ twins }, use) => use({ ...twins.env, WARROOM_SLACK_APP_TOKEN: twins.slack.socket.appToken }),
});
export { expect } from './vendors-kit.ts';

export const TITLE = 'Payments fail';

export async function inRoom(page: Page, { slack }: VendorTwins): Promise<string> {
  await declare(page, { title: TITLE, name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await expect.poll(() => rooms(slack)).toHaveLength(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('region', { name: 'Room' })).toBeVisible();
  const [room = ''] = rooms(slack);
  await expect.poll(() => slack.channel(room)?.members.length).toBeGreaterThan(1);
  return room;
}

function rooms(slack: VendorTwins['slack']): string[] {
  return [...slack.workspace.channels.values()].map(({ name }) => name).filter((name) => name.startsWith('inc-'));
}

export function message(page: Page, text: string): Locator {
  return page.getByRole('list', { name: 'Room messages' }).getByRole('listitem').filter({ hasText: text });
}
