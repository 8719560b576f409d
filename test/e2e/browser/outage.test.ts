// Slack is down as the commander lives it: the banner with what Slack says of itself, the way to say it otherwise, what was said
// on the record, and one catch-up when Slack is back. Minutes pass as seconds.
import { assign, expect, lane, retryNow, test as base } from '../vendors-kit.ts';
import { declare, entry, playbookWith } from '../deeds.ts';
import { check, picture } from './look.ts';
import { quick } from './quick.ts';

const test = base.extend({
  env: ({ twins }, use, { parallelIndex }) =>
    use({
      ...twins.env,
      ...quick(10),
      WARROOM_PLAYBOOK: playbookWith(`outage-${parallelIndex}`, { 'reviewAfterMin: 15': 'reviewAfterMin: 4' }),
    }),
});

test('Slack is down, is told otherwise, and its room is caught up once when it is back', async ({ cockpit, twins }) => {
  test.setTimeout(180_000);
  const { page } = cockpit;
  const { slack } = twins;
  await declare(page, { title: 'Payments fail', name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await page.keyboard.press('Escape');
  await expect(lane(page, 'Incident channel')).toContainText('in step', { timeout: 30_000 });
  const room = [...slack.workspace.channels.values()].find(({ name }) => name.startsWith('inc-'))?.name ?? '';

  // Whatever is asked of it fails but its public status page.
  slack.saysOfItself('Messages do not arrive');
  const lift = slack.faults.arm({
    calls: '*.*',
    where: ({ call }) => !call.includes('/'),
    does: { kind: 'status', status: 503 },
  });
  slack.socket.cut();
  await assign(page, 'Operations lead', 'Bo Chen');
  const banner = page.getByRole('region', { name: 'Slack is down' });
  await expect(banner).toContainText('Slack cannot be reached', { timeout: 45_000 });
  await expect(banner).toContainText('Messages do not arrive', { timeout: 15_000 });
  await check(page, 'Slack is down');
  await picture(page, 'browser-outage');

  await banner.getByRole('button', { name: 'Say it otherwise, without Slack' }).click();
  const dialog = page.getByRole('dialog', { name: 'Say it without Slack' });
  await expect(dialog).toContainText('Slack cannot be reached');
  await dialog.getByRole('combobox', { name: 'Told' }).selectOption('sms');
  await dialog.getByRole('textbox', { name: 'What was said' }).fill('We roll back.');
  await dialog.getByRole('textbox', { name: 'Whom it reached' }).fill('all on call');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(dialog.getByRole('textbox', { name: 'What was said' })).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(entry(page, 'Told by SMS: We roll back.')).toContainText('reached: all on call');

  // Longer than the room can do without.
  await expect(entry(page, 'It gets one catch-up when it is back.')).toBeVisible({ timeout: 60_000 });
  slack.saysOfItself();
  lift();
  await retryNow(page, 'Incident channel');
  await expect(banner).toBeHidden({ timeout: 60_000 });
  const catchUps = () => slack.messagesIn(room).filter(({ text }) => text.includes('could not be reached from'));
  await expect.poll(() => catchUps().length, { timeout: 60_000 }).toBe(1);
  expect(catchUps()[0]?.text).toContain('by SMS, to all on call: We roll back.');
  await expect(lane(page, 'Incident channel')).toContainText('in step', { timeout: 60_000 });
  expect(catchUps()).toHaveLength(1);
  expect(slack.messagesIn(room).some(({ text }) => text.includes('Operations lead'))).toBe(false);
});
