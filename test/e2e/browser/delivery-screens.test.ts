// What the vendors brought to the screen, in both themes and three sizes: no violation of axe's rules, and pictures of it.
import { mergeTests, type Page } from '@playwright/test';
import { declare, isUsable, openFromList, publish } from '../deeds.ts';
import {
  allInStep,
  command,
  delivery,
  lane,
  onItsWay,
  retryNow,
  tellExecutives,
  tellRoom,
  test as vendors,
} from '../vendors-kit.ts';
import { later } from './later.ts';
import { inBothThemes, LARGE, SMALL, USUAL } from './look.ts';
import { expect, killed, test as ownHost } from './own-host.ts';

const test = mergeTests(ownHost, vendors);
/** Dialogs do not grow with the screen. */
const ALSO_LARGE = ['mixed', 'mixed-opened', 'in-step', 'closed'];
const TITLE = 'Payment processing failing for about 30% of users';

test("delivery, the vendors' settings and their dialogs, dark and light", async ({ start, browser, twins }) => {
  test.setTimeout(180_000);
  const shown = (name: string): Promise<void> =>
    inBothThemes(page, `vendors-${name}`, [SMALL, ...(ALSO_LARGE.includes(name) ? [LARGE] : [])]);
  const host = await start({ env: twins.env });
  const context = await browser.newContext({ viewport: USUAL, reducedMotion: 'reduce', timezoneId: 'Europe/Berlin' });
  const page = await context.newPage();
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Settings' }).click();
  await settings(page, () => twins.page.setKey(false), shown);
  twins.page.setKey(true);

  twins.page.somebody.opensIncident({ name: 'Card payments are slow', body: 'We look into it.' });
  twins.page.somebody.opensIncident({ name: 'Reports arrive late', body: 'We look into it.' });
  const back = await twins.slackDown();
  await declare(page, {
    title: TITLE,
    components: ['Payments', 'Checkout'],
    name: 'Ana Ruiz',
    commander: 'Ana Ruiz',
  });
  await adoption(page, shown);
  twins.page.setKey(false);
  await unsent(page, shown);

  // Slack has been away for longer than the playbook lets pass unseen, and the laptop was off.
  await killed(host.child);
  twins.page.setKey(true);
  const again = await start({ env: { ...twins.env, ...later(20) } });
  await page.goto('about:blank');
  await page.goto(again.url);
  await openFromList(page, TITLE);
  await review(page, shown);

  await back();
  await retryNow(page, 'Incident channel');
  await allInStep(page);
  await shown('in-step');
  for (const step of ['Identified', 'Monitoring', 'Resolved'] as const) await publish(page, step);
  await command(page, 'Close the incident');
  const close = page.getByRole('dialog', { name: 'Close the incident' });
  await isUsable(close);
  await expect(close).toContainText('Archive the Slack channel');
  await shown('close');
  await close.getByRole('button', { name: 'Close incident' }).click();
  await expect(delivery(page).getByRole('button', { name: 'Archive channel' })).toBeVisible();
  await shown('closed');
  await context.close();
});

type Shown = (name: string) => Promise<void>;

async function settings(page: Page, spoil: () => void, shown: Shown): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  for (const name of ['Slack', 'Statuspage']) {
    if (name === 'Statuspage') spoil();
    const section = dialog.getByRole('region', { name, exact: true });
    await section.getByRole('button', { name: 'Test connection' }).click();
    await expect(section.getByRole('status')).toContainText(name === 'Slack' ? 'It works.' : 'It does not work yet.');
    await section.scrollIntoViewIfNeeded();
  }
  await shown('settings-tested');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

async function adoption(page: Page, shown: Shown): Promise<void> {
  const panel = page.getByRole('region', { name: 'Status page' });
  await panel.getByRole('button', { name: 'Investigating', exact: true }).click();
  await expect(panel.getByRole('textbox', { name: 'Public message' })).not.toBeEmpty();
  await expect(panel).toContainText('now operational');
  await shown('page-draft');
  await panel.getByRole('button', { name: 'Adopt' }).click();
  const dialog = page.getByRole('dialog', { name: 'Adopt an incident of the page' });
  await isUsable(dialog);
  await shown('adopt');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

async function unsent(page: Page, shown: Shown): Promise<void> {
  // Filled in already.
  const panel = page.getByRole('region', { name: 'Status page' });
  await panel.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel).toContainText('stands at Investigating');
  await tellRoom(page, 'We roll back the deployment of 14:28 and watch the error rate.');
  await tellExecutives(page, 'Card payments fail for about a third. We roll back.');
  await expect(lane(page, 'Statuspage')).toContainText('stopped');
  await expect(lane(page, 'Incident channel')).toContainText('trying again');
  await shown('mixed');
  const update = (await onItsWay(page, 'Incident channel')).filter({ hasText: 'Update #1' });
  await update.getByRole('button', { name: 'Read' }).click();
  await onItsWay(page, 'Statuspage');
  await update.scrollIntoViewIfNeeded();
  await shown('mixed-opened');
  for (const deed of ['Edit', 'Withdraw']) {
    await update.getByRole('button', { name: deed }).click();
    await isUsable(page.getByRole('dialog'));
    await shown(deed.toLowerCase());
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
}

async function review(page: Page, shown: Shown): Promise<void> {
  const waiting = lane(page, 'Statuspage');
  await expect(waiting).toContainText('waits for your review');
  await shown('to-review');
  await waiting.getByRole('button', { name: 'Review', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Review before sending' });
  await isUsable(sheet);
  await shown('review');
  await sheet.getByRole('button', { name: 'Send 1' }).click();
  await expect(sheet).toBeHidden();
  await expect(waiting).toContainText('in step');
}
