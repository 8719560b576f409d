// The scribe view against Slack's twin over Socket Mode, in both hosts: what is said appears beside the timeline, is taken in by
// a key or a reaction, and is retracted with it.
import { check } from './browser/look.ts';
import { entry } from './deeds.ts';
import { expect, inRoom, message, test } from './room-kit.ts';

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
  await cockpit.picture('room');

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
