// How an incident ends and begins again: roles on request, a severity that rises, milestones put right, resolved too early,
// closed with its questions, reopened, and at last a false alarm.
import type { Page } from '@playwright/test';
import { briefHold, declare, entry, isUsable, publish } from '../deeds.ts';
import { expect, test } from '../host.ts';

test.use({ host: 'browser', env: briefHold });

const status = (page: Page, name: RegExp) =>
  page.getByRole('radiogroup', { name: 'Incident status' }).getByRole('radio', { name });

test('severity, milestones, resolving, closing, reopening and a false alarm', async ({ cockpit }) => {
  test.setTimeout(240_000);
  const { page } = cockpit;
  await declare(page, { title: 'Checkout is slow', severity: 2, name: 'Tran B', commander: 'Tran B' });

  await test.step('a role on request, its card, and two roles that one should not hold together', async () => {
    const board = page.getByRole('region', { name: 'Role board' });
    await expect(board.getByRole('button', { name: 'Assign Deputy commander' })).toHaveCount(0);
    await board.getByRole('button', { name: 'Add a role' }).press('Enter');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Hoang D');
    await page.keyboard.press('Enter');
    await expect(board.getByRole('button', { name: 'Reassign Deputy commander' })).toBeVisible();
    await board.getByRole('button', { name: 'Card: Deputy commander' }).press('Enter');
    await expect(page.getByRole('dialog', { name: 'Deputy commander' })).toContainText('Held by Hoang D');
    await page.keyboard.press('Escape');
    await board.getByRole('button', { name: 'Assign Operations lead' }).press('Enter');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Tran B');
    await expect(page.getByRole('dialog')).toContainText('The commander does no technical work');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(board).toContainText('The commander does no technical work');
  });

  await test.step('a SEV1 offers the message to executives', async () => {
    await page.getByRole('button', { name: /Change severity$/u }).press('Enter');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Nobody can pay');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: /executive/iu })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(entry(page, 'Severity changed from SEV2 to SEV1: Nobody can pay')).toHaveCount(1);
  });

  await test.step('a milestone is corrected and its old value shown; an impossible order is refused by its names', async () => {
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog', { name: 'Milestones' });
    await isUsable(dialog);
    await dialog.getByRole('combobox', { name: 'Detected by' }).selectOption('user');
    await dialog.getByRole('combobox', { name: 'Milestone', exact: true }).selectOption('detected');
    await dialog.getByLabel('Time (UTC)').fill('00:00:01');
    await dialog.getByRole('textbox', { name: /^Reason/u }).fill('The mail of the first customer');
    await dialog.getByRole('button', { name: 'Correct the time' }).press('Enter');
    await expect(dialog.getByRole('list', { name: 'Former times: Detected' })).toContainText('changed by Tran B');
    await dialog.getByRole('combobox', { name: 'Milestone', exact: true }).selectOption('acknowledged');
    await dialog.getByLabel('Time (UTC)').fill('00:00:00');
    await dialog.getByRole('textbox', { name: /^Reason/u }).fill('x');
    await dialog.getByRole('button', { name: /the time$/u }).press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('Acknowledged cannot be before detected');
    await page.keyboard.press('Escape');
    await expect(entry(page, 'Detected by a user')).toHaveCount(1);
  });

  await test.step('mitigated is not resolved: resolving before the time at baseline asks', async () => {
    await publish(page, 'Monitoring');
    await page.keyboard.press('q');
    const clocks = page.getByRole('dialog', { name: 'Clocks' });
    await expect(clocks.getByText('Mitigated, not resolved')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(clocks).toBeHidden();
    await status(page, /^Resolved/u).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Resolve the incident' });
    await expect(dialog.getByRole('radiogroup', { name: /15 min at baseline are wanted/u })).toBeVisible();
    await page.keyboard.press('Escape');
    await publish(page, 'Resolved');
    await expect(status(page, /^Resolved/u)).toBeChecked();
  });

  await test.step('Closing asks for no further impact, documentation and the review (S3), and what the page left unasked', async () => {
    await status(page, /^Closed/u).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Close the incident' });
    await expect(dialog.getByRole('radiogroup', { name: 'Is the impact over?' })).toBeVisible();
    await dialog
      .getByRole('radiogroup', { name: 'Is it documented?' })
      .getByRole('radio', { name: 'No', exact: true })
      .press('Space');
    await expect(dialog.getByRole('status')).toContainText('One answer is no');
    await dialog.getByRole('button', { name: 'Close incident' }).press('Enter');
    await expect(entry(page, 'Incident is closed')).toContainText('Is it documented? No');
  });

  await test.step('reopened with a reason, and on to the status page', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Command' }).fill('Reopen the incident');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Reopen the incident' });
    await isUsable(dialog);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('needs a reason');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('It came back');
    await expect(dialog.getByRole('checkbox', { name: /status page/u })).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('region', { name: 'Status page' }).locator(':focus')).toHaveCount(1);
    await expect(entry(page, 'Incident is investigating, back from closed: It came back')).toHaveCount(1);
  });

  await test.step('a false alarm, in header and list', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Command' }).fill('End as a false alarm');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'False alarm' });
    await isUsable(dialog);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The probe was broken');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('banner')).toContainText('false alarm');
    await expect(entry(page, 'False alarm: The probe was broken')).toHaveCount(1);
    await page.getByRole('button', { name: /^All incidents/u }).click();
    await expect(page.getByRole('list', { name: 'Resolved and closed incidents' })).toContainText('false alarm');
  });
});
