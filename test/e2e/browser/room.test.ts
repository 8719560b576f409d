// The room against Slack's twin over Socket Mode, where the host makes no difference: cuts and kills lose and double nothing,
// search leads into it, many messages stay quick, and what is done in Slack shows in the cockpit.
import { entry, openFromList } from '../deeds.ts';
import { expect, inRoom, message, test, TITLE } from '../room-kit.ts';
import { check, picture, SMALL } from './look.ts';

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

test('search finds what nobody took in, and opens the room there', async ({ cockpit, twins }) => {
  const { page } = cockpit;
  const { somebody } = twins.slack;
  const room = await inRoom(page, twins);
  somebody.posts(room, 'the replica lags by 40 s', { by: 'efua' });
  for (let i = 0; i < 40; i += 1) somebody.posts(room, `line ${i}`, { by: 'dmitri' });
  await expect(message(page, 'line 39')).toBeVisible();
  const state = page.getByRole('button', { name: /^not taken in: .*Efua Mensah$/u });
  await expect(state).toBeHidden();
  await page.keyboard.press('Shift+S');
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search timeline' }).fill('replica lag');
  const found = page.getByRole('listbox', { name: 'Found entries' });
  await expect(found).toContainText('in the room');
  await expect(found).toContainText('the replica lags by 40 s');
  await picture(page, 'browser-room-search');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Room' })).toBeVisible();
  await expect(state).toBeFocused();
  await page.keyboard.press('n');
  await expect(entry(page, 'the replica lags by 40 s')).toContainText('Efua Mensah');

  // From every timeline as well, and now it is a line.
  await page.keyboard.press('ControlOrMeta+Shift+F');
  await page.getByRole('combobox', { name: 'Search every timeline' }).fill('line 7');
  await expect(page.getByRole('listbox', { name: 'Found entries' })).toContainText('in the room');
  await page.keyboard.press('Enter');
  await expect(message(page, 'line 7')).toHaveClass(/selected/u);
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
  // Resolving asks the playbook's questions in a form, as the cockpit does.
  slack.somebody.types('/incident resolve', { by: 'efua', channel: room });
  await expect.poll(() => slack.workspace.views.length).toBe(1);
  slack.somebody.submits({ reason: 'All is well' }, { by: 'efua' });
  await expect(entry(page, 'Incident is resolved: All is well')).toContainText('Efua Mensah');
  // What we post ourselves is no message of the room.
  await expect(page.getByRole('region', { name: 'Room' }).getByRole('heading', { level: 2 })).toContainText(
    '0 messages',
  );
});
