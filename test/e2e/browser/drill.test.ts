// The drill: offered at the first start, played to its end by the keyboard alone, marked everywhere, told to nobody, thrown away
// (DOMAIN.md 13).
import type { Page } from '@playwright/test';
import { entry, toList } from '../deeds.ts';
import { expect, test } from '../host.ts';
import { check, picture, SMALL, USUAL } from './look.ts';

test('a newcomer runs a first incident from the first start on, and learns the keys', async ({ cockpit }) => {
  test.setTimeout(180_000);
  const { page } = cockpit;
  const { keyboard } = page;
  const coach = page.getByRole('region', { name: 'Drill' });
  const done = (count: number): Promise<void> =>
    expect(coach.getByRole('button', { name: new RegExp(`^${count} of 11 steps`, 'u') })).toBeVisible();

  await test.step('the first start offers it', async () => {
    await expect(page.getByRole('heading', { name: 'Calm, before it burns' })).toBeVisible();
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await picture(page, `welcome-${theme}`);
    }
    await check(page, 'welcome');
  });

  await test.step('declaring it is Enter', async () => {
    await keyboard.press('Shift+D');
    const dialog = page.getByRole('dialog', { name: 'Declare incident (drill)' });
    await expect(dialog).toContainText('nothing leaves this machine');
    await expect(dialog.getByRole('textbox', { name: 'Title' })).toBeFocused();
    await picture(page, 'drill-declare');
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('DRILL: Checkout fails for a third of customers');
    await expect(page).toHaveTitle(/DRILL/u);
    await expect(page.getByRole('banner').getByText('DRILL', { exact: true })).toBeVisible();
    await done(1);
  });

  await test.step('the story comes by itself, and the coach ticks what is done', async () => {
    await expect(entry(page, 'Alert: checkout error rate 34 %')).toBeVisible({ timeout: 15_000 });
    await expect(coach).toContainText('Acknowledge it');
    await keyboard.press('a');
    await done(2);
    await keyboard.press('r');
    await keyboard.type('Mai (drill)');
    await keyboard.press('Enter');
    await done(3);
    await keyboard.press('n');
    await keyboard.type('Looking at the deploys');
    await keyboard.press('Enter');
    await done(4);
    await keyboard.type('d roll back deploy 2291');
    await keyboard.press('Enter');
    await done(5);
    await leaveTheLine(page);
  });

  await test.step('somebody who was given a role says yes; the colleague has an idea', async () => {
    await expect(entry(page, 'Mai (drill) acknowledged')).toBeVisible({ timeout: 20_000 });
    await expect(entry(page, 'starves payments-api')).toBeVisible({ timeout: 20_000 });
  });

  await test.step('the vendors are played, and one of them is down on demand', async () => {
    const delivery = page.getByRole('region', { name: 'Delivery' });
    await expect(delivery).toContainText('nothing leaves this machine');
    await coach.getByRole('button', { name: 'Slack goes down' }).click();
    await expect(delivery.getByRole('group', { name: 'Slack, pretended' })).toContainText('0 waiting');
    await leaveTheLine(page);
    await keyboard.press('u');
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Update', exact: true })).toContainText(
      /^.*DRILL/u,
    );
    await keyboard.press('ControlOrMeta+Enter');
    await done(6);
    await expect(delivery.getByRole('group', { name: 'Slack, pretended' })).toContainText('1 waiting');
    await coach.getByRole('button', { name: /steps done/u }).click();
    for (const [size, name] of [
      [USUAL, 'usual'],
      [SMALL, 'small'],
    ] as const) {
      await page.setViewportSize(size);
      await picture(page, `drill-${name}`);
    }
    await page.setViewportSize(USUAL);
    await check(page, 'drill');
    await coach.getByRole('button', { name: /steps done/u }).click();
    await coach.getByRole('button', { name: 'Slack answers again' }).click();
    await expect(delivery.getByRole('group', { name: 'Slack, pretended' })).not.toContainText('waiting');
  });

  await test.step('page, executive, SITREP, and the end', async () => {
    await leaveTheLine(page);
    await keyboard.press('p');
    await keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Public message' })).toHaveValue(/DRILL/u);
    await keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Take back' })).toBeHidden({ timeout: 20_000 });
    await done(7);
    await expect(entry(page, 'I have the board on the phone')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Redirect executive' }).click();
    await expect(page.getByRole('dialog').getByRole('region', { name: 'Document' })).toContainText('DRILL');
    await keyboard.press('Escape');
    await done(8);
    await page.getByRole('button', { name: 'Write SITREP' }).click();
    await expect(page.getByRole('dialog').getByRole('region', { name: 'Document' })).toContainText('DRILL');
    await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
    await keyboard.press('Escape');
    await done(9);
    await coach.getByRole('button', { name: 'Pause' }).click();
    await expect(coach).toContainText('The story is paused');
    await coach.getByRole('button', { name: 'End story' }).click();
    await expect(entry(page, 'Drill: the story ends here')).toBeVisible();
  });

  await test.step('in the list it stands apart, with its badge', async () => {
    await toList(page);
    const row = page.getByRole('list', { name: 'Drills' }).getByRole('listitem');
    await expect(row).toContainText('DRILL');
    await expect(page.getByText('No incident is open.')).toBeVisible();
    await check(page, 'list with a drill');
    await picture(page, 'drill-list');
  });
});

/** Out of the text field, so that single keys are shortcuts. */
async function leaveTheLine(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'All', exact: true }).focus();
}
