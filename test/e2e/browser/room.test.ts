// The scribe view against Slack's twin over Socket Mode: what is said appears beside the timeline, is taken in by a key or a
// reaction, and survives cuts and kills with nothing lost or doubled.
import type { Page } from '@playwright/test';
import { declare, entry, openFromList } from '../deeds.ts';
import { expect, test as base, type VendorTwins } from '../vendors-kit.ts';
import { check, picture, SMALL } from './look.ts';

const test = base.extend({
  env: ({ twins }, use) => use({ ...twins.env, WARROOM_SLACK_APP_TOKEN: twins.slack.socket.appToken }),
});

const TITLE = 'Payments fail';

async function inRoom(page: Page, { slack }: VendorTwins): Promise<string> {
  await declare(page, { title: TITLE, name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await expect.poll(() => rooms(slack)).toHaveLength(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('region', { name: 'Room' })).toBeVisible();
  const [room = ''] = rooms(slack);
  await expect.poll(() => slack.channel(room)?.members.length).toBeGreaterThan(1);
  return room;
}

const rooms = (slack: VendorTwins['slack']): string[] =>
  [...slack.workspace.channels.values()].map(({ name }) => name).filter((name) => name.startsWith('inc-'));
const message = (page: Page, text: string) =>
  page.getByRole('list', { name: 'Room messages' }).getByRole('listitem').filter({ hasText: text });

test('a message appears, a key takes it in, a reaction takes in another, and its end retracts it', async ({
  cockpit,
  twins,
}) => {
  const { page } = cockpit;
  const { somebody } = twins.slack;
  const room = await inRoom(page, twins);
  somebody.posts(room, 'pool is exhausted on db-2', { by: 'efua', files: ['graph.png'] });
  const roll = somebody.posts(room, 'rolling back payment-api', { by: 'dmitri' });
  await expect(message(page, 'pool is exhausted on db-2')).toContainText('not taken in');
  await expect(page.getByRole('status', { name: 'Said in the room' })).toContainText('rolling back payment-api');
  await check(page, 'the room');
  await picture(page, 'browser-room');

  // The newest is selected; up to the one before, and "n" makes a note of it.
  await page.getByRole('button', { name: /^not taken in: .*Dmitri Volkov$/u }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('button', { name: /^not taken in: .*Efua Mensah$/u })).toBeFocused();
  await page.keyboard.press('n');
  await expect(message(page, 'pool is exhausted')).toContainText('● note');
  await expect(entry(page, 'pool is exhausted on db-2')).toContainText('Efua Mensah in the room, taken in by Ana Ruiz');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('d');
  await expect(entry(page, 'Decision: rolling back payment-api')).toContainText('Dmitri Volkov');
  await page.keyboard.press('Backspace');
  await expect(message(page, 'rolling back')).toContainText('taken back');

  somebody.reacts(room, roll.ts, 'pushpin', { by: 'bo' });
  await expect(message(page, 'rolling back')).toContainText('● note');
  await expect(entry(page, 'rolling back payment-api').last()).toContainText('taken in by Bo Chen');
  somebody.reacts(room, roll.ts, 'pushpin', { by: 'bo', off: true });
  await expect(message(page, 'rolling back')).toContainText('taken back');
  await expect(entry(page, 'rolling back payment-api').last()).toContainText('retracted');

  somebody.edits(room, roll.ts, 'rolled back payment-api');
  await expect(message(page, 'rolled back')).toContainText('edited');
  await page.getByRole('button', { name: /^Not taken in/u }).click();
  await expect(message(page, 'pool is exhausted')).toBeHidden();
  await expect(message(page, 'rolled back')).toBeVisible();
});

test('a cut connection and a kill in the middle lose nothing and double nothing', async ({ cockpit, twins }) => {
  test.setTimeout(90_000);
  const { somebody, socket, faults } = twins.slack;
  const room = await inRoom(cockpit.page, twins);
  somebody.posts(room, 'line 0', { by: 'efua' });
  await expect(message(cockpit.page, 'line 0')).toBeVisible();
  // The socket goes, and so does the way back to it: the room is read instead.
  const held = faults.arm({ calls: 'apps.connections.open', does: { kind: 'status', status: 500 } });
  socket.cut();
  for (let i = 1; i <= 20; i += 1) somebody.posts(room, `line ${i}`, { by: 'efua' });
  const heading = cockpit.page.getByRole('region', { name: 'Room' }).getByRole('heading', { level: 2 });
  await expect(heading).toContainText('21 messages', { timeout: 20_000 });
  held();
  await expect.poll(() => socket.connections(), { timeout: 40_000 }).toBe(1);
  somebody.posts(room, 'line 21', { by: 'efua' });
  await expect(heading).toContainText('22 messages');
  await cockpit.killAndStart();
  for (let i = 22; i < 30; i += 1) somebody.posts(room, `line ${i}`, { by: 'efua' });
  const { page } = cockpit;
  await openFromList(page, TITLE);
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('region', { name: 'Room' }).getByRole('heading', { level: 2 })).toContainText(
    '30 messages',
  );
});

test('two thousand messages stay quick, and the room fits a small window', async ({ cockpit, twins }) => {
  test.setTimeout(120_000);
  const { page } = cockpit;
  const { somebody } = twins.slack;
  const room = await inRoom(page, twins);
  for (let i = 0; i < 2_000; i += 1) somebody.posts(room, `line ${i} of a long night`, { by: 'efua' });
  const list = page.getByRole('list', { name: 'Room messages' });
  await expect(message(page, 'line 1999 ')).toBeVisible({ timeout: 90_000 });
  expect(await list.getByRole('listitem').count()).toBeLessThan(60);
  await page
    .getByRole('button', { name: /^not taken in: /u })
    .last()
    .focus();
  await page.keyboard.press('Home');
  await expect(message(page, 'line 0 ')).toBeVisible();
  somebody.posts(room, 'and another', { by: 'efua' });
  await page.getByRole('button', { name: '1 new message ↓' }).click();
  await expect(message(page, 'and another')).toBeVisible();
  await cockpit.resize(SMALL.width, SMALL.height);
  await check(page, 'the room in a small window');
  await picture(page, 'browser-room-small');
});

test('a command and a press in Slack are deeds of whoever did them, and show in the cockpit', async ({
  cockpit,
  twins,
}) => {
  const { page } = cockpit;
  const { slack } = twins;
  const room = await inRoom(page, twins);
  slack.channel(room)?.members.push('U0EFUA');
  await expect.poll(() => slack.socket.connections()).toBe(1);
  const asked = slack.somebody.types('/incident update Rolling back; next in 15 min', { by: 'efua', channel: room });
  await expect.poll(() => asked?.answer).toEqual({ response_type: 'ephemeral', text: 'Posted to the room.' });
  await expect(entry(page, 'Rolling back; next in 15 min')).toContainText('Efua Mensah');
  await expect.poll(() => slack.messagesIn(room).at(-1)?.text).toBe('Rolling back; next in 15 min');
  await expect.poll(() => slack.pinnedIn(room)).toHaveLength(1);
  slack.somebody.presses(
    { action_id: 'warroom:role', type: 'static_select', selected_option: { value: 'scribe' } },
    { by: 'efua', channel: room },
  );
  await expect(page.getByRole('region', { name: 'Role board' })).toContainText('Efua Mensah');
  // What we post ourselves is no message of the room.
  await expect(page.getByRole('region', { name: 'Room' }).getByRole('heading', { level: 2 })).toContainText(
    '0 messages',
  );
});
