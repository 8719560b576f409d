// Every screen and dialog, in both themes: no violation of any of axe's rules, and pictures of it in three sizes.
import type { Browser, Page } from '@playwright/test';
import {
  briefHold,
  chooseDeed,
  declare,
  entries,
  entry,
  isUsable,
  log,
  openFromList,
  playbookWith,
  publish,
  toList,
} from '../deeds.ts';
import { byHand, byPalette, choose, left } from './every-dialog.ts';
import { later } from './later.ts';
import { check, inBothThemes, LARGE, picture, SMALL, USUAL } from './look.ts';
import { expect, killed, test } from './own-host.ts';

/** Dialogs do not grow with the screen: of these alone a picture of the large one tells something. */
const ALSO_LARGE = [
  'start-empty',
  'start-with-incidents',
  'import-preview',
  'cockpit',
  'cockpit-overdue',
  'status-draft',
];
const TITLE = 'Payment processing failing for about 30% of users';

test.describe.configure({ mode: 'parallel' });

test('the screens and dialogs of work in hand, dark and light', async ({ start, browser }) => {
  test.setTimeout(400_000);
  const host = await start({ env: briefHold });
  const page = await pageOn(browser, host.url);
  await beforeAnIncident(page);
  await declareAndShow(page);
  await workOnIt(page);
  await look(page, 'cockpit');
  await everyDialogOfThePalette(page);
});

test('the other dialogs, what happens in place, the end, and what goes wrong, dark and light', async ({
  start,
  browser,
}) => {
  test.setTimeout(400_000);
  const host = await start({ env: briefHold });
  const page = await pageOn(browser, host.url);
  await declareAndShow(page);
  await workOnIt(page);
  await everyOtherDialog(page);
  await whileCommandIsOffered(page);
  await thingsInPlace(page);
  await toItsEnd(page);
  await declare(page, { title: 'Nobody can log in', severity: 1 });
  await whenThingsAreBad(page, async () => {
    await killed(host.child);
    await expect(page.getByText(/Trying again/)).toBeVisible();
    await look(page, 'not-connected');
    return (await start({ env: { ...briefHold, ...later(31) } })).url;
  });
});

test('a broken playbook on the start screen, a narrow window with its drawer', async ({ start, page }) => {
  const path = playbookWith('broken-for-screens', { 'updateEveryMin: 15 # S0': 'updateEveryMin: fifteen' });
  const { url } = await start({ env: { WARROOM_PLAYBOOK: path } });
  await page.setViewportSize({ width: 1000, height: 700 });
  await page.goto(url);
  await expect(page.getByRole('alert').filter({ hasText: 'broken-for-screens.yaml' })).toBeVisible();
  await check(page, 'start-broken-playbook');
  await declare(page, { title: TITLE, components: ['Payments'] });
  const panel = page.getByRole('region', { name: 'Status page' });
  await expect(panel).toBeHidden();
  await check(page, 'narrow');
  await picture(page, 'dark-narrow-1000x700');
  await page.getByRole('button', { name: 'Panel', exact: true }).click();
  await expect(panel).toBeVisible();
  await expect(panel).toBeInViewport();
  await check(page, 'narrow with its drawer');
  await picture(page, 'dark-narrow-drawer-1000x700');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Log entry' })).toBeInViewport();
});

async function pageOn(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: USUAL,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('light');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Escape');
  return page;
}

async function declareAndShow(page: Page): Promise<void> {
  await declare(page, {
    title: TITLE,
    impact: 'About 30 % of card payments fail',
    components: ['Payments', 'Checkout'],
  });
  await look(page, 'cockpit-declared');
}

async function beforeAnIncident(page: Page): Promise<void> {
  await look(page, 'start-empty');
  await page.getByRole('button', { name: 'Declare incident' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await look(page, 'declare');
  await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByRole('button', { name: /^Not sure/ }).click();
  await look(page, 'declare-questions');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Import timeline' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Paste timeline' })).toBeFocused();
  await look(page, 'import-empty');
  await dialog
    .getByRole('textbox', { name: 'Paste timeline' })
    .fill(
      '# Checkout outage\n14:32 first alert\n14:99 no such minute\nnobody wrote when\n14:40 d roll it back\n14:41 h pool exhausted',
    );
  await expect(dialog.getByRole('table', { name: 'Preview' })).toBeVisible();
  await look(page, 'import-preview');
  await page.keyboard.press('Escape');
}

async function workOnIt(page: Page): Promise<void> {
  for (const [role, name] of [
    ['Operations lead', 'Tran B'],
    ['Communications lead', 'Pham C'],
    ['Subject-matter expert', 'Hoang D'],
  ] as const) {
    await page
      .getByRole('button', { name: `Assign ${role}` })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  for (const line of [
    '-24m ! Alert HighErrorRate above 5% fired, primary paged',
    'Error budget burn at 14×, only payment-api pods affected',
    'h Payment provider outage',
    'h Connection pool exhausted by the 14:28 deployment',
    't @"Tran B" 10m check error rate by pod',
    'd roll payment-api back to v2.3.0',
    'a Rollback of payment-api to v2.3.0 started',
    'c told customer support what to say',
    'eror rate is fallin',
    'typed in the wrong incident',
  ])
    await log(page, line);
  await chooseDeed(page, 'H1 Payment provider outage', 'Eliminate…');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Evidence' }).fill('its status page is green');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await chooseDeed(page, 'eror rate is fallin', 'Correct text or time…');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Text' }).fill('error rate is falling: 31 % → 12 %');
  await page.getByRole('dialog').getByRole('button', { name: 'Save correction' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  const corrected = entry(page, 'error rate is falling');
  await expect(corrected.getByRole('button', { name: /^Actions for / })).toBeFocused();
  await corrected.getByRole('button', { name: 'corrected' }).click();
  await chooseDeed(page, 'typed in the wrong incident', 'Retract…');
  await page.getByRole('dialog').getByRole('button', { name: 'Retract', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await publish(page, 'Investigating');
}

async function everyDialogOfThePalette(page: Page): Promise<void> {
  for (const { name, command, title } of byPalette) {
    await choose(page, command);
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await lookAtDialog(page, name);
    await left(page);
  }
}

async function everyOtherDialog(page: Page): Promise<void> {
  for (const { name, open, back } of byHand) {
    await open(page);
    await lookAtDialog(page, name);
    await left(page, back);
  }
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Make a backup now' }).click();
  await page
    .getByRole('button', { name: /^Restore / })
    .first()
    .click();
  await isUsable(page.getByRole('dialog', { name: 'Restore a backup' }));
  await lookAtDialog(page, 'restore');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** The bar above the panes, the steps, and the two forms that there are only meanwhile. */
async function whileCommandIsOffered(page: Page): Promise<void> {
  await choose(page, 'Hand over command');
  await isUsable(page.getByRole('dialog'));
  await page.keyboard.type('Vo D');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Vo D shadows now' })).toBeVisible();
  await lookAtDialog(page, 'handover-steps');
  await left(page);
  await look(page, 'cockpit-handover');
  const bar = page.getByRole('region', { name: 'Handover' });
  await bar.getByRole('button', { name: 'Skip…' }).click();
  await lookAtDialog(page, 'skip-step');
  await left(page);
  await bar.getByRole('button', { name: 'Withdraw…' }).click();
  await lookAtDialog(page, 'withdraw');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Found a better time');
  await page.keyboard.press('Enter');
  await expect(bar).toBeHidden();
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function thingsInPlace(page: Page): Promise<void> {
  await entry(page, 'Error budget burn')
    .getByRole('button', { name: /^Actions for / })
    .click();
  await look(page, 'entry-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Post the update now, or snooze' }).click();
  await look(page, 'countdown-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Search/ }).click();
  await page.getByRole('combobox', { name: 'Search timeline' }).fill('payment');
  await expect(page.getByRole('listbox', { name: 'Found entries' }).getByRole('option').first()).toBeVisible();
  await look(page, 'search');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const composer = page.getByRole('textbox', { name: 'Log entry' });
  await composer.fill('t @tr');
  await expect(page.getByRole('listbox', { name: 'People' })).toBeVisible();
  await look(page, 'composer-people');
  await composer.fill('d Hold traffic shift until error rate stays under 1% for 5 min');
  await look(page, 'composer-decision');
  await composer.fill('');
  const panel = page.getByRole('region', { name: 'Status page' });
  await panel.getByRole('button', { name: 'Identified', exact: true }).click();
  await expect(panel.getByRole('textbox', { name: 'Public message' })).not.toBeEmpty();
  await panel.getByRole('textbox', { name: 'Public message' }).fill('The connection pool was exhausted.');
  await page.getByRole('region', { name: 'Delivery' }).getByRole('button', { expanded: false }).first().click();
  await look(page, 'status-draft');
}

async function toItsEnd(page: Page): Promise<void> {
  const panel = page.getByRole('region', { name: 'Status page' });
  await panel.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel.getByRole('button', { name: 'Identified', exact: true })).toHaveAttribute('aria-current', 'step');
  for (const step of ['Monitoring', 'Resolved'] as const) await publish(page, step);
  await look(page, 'cockpit-resolved');
  for (const [name, command] of [
    ['reopen', 'Reopen the incident'],
    ['close', 'Close the incident'],
  ] as const) {
    if (name === 'close') await left(page);
    await choose(page, command);
    await lookAtDialog(page, name);
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Close incident' }).click();
  await expect(page.getByRole('radio', { name: /^Closed/ })).toBeChecked();
  await look(page, 'cockpit-closed');
  await toList(page);
  await page
    .getByRole('list', { name: 'Resolved and closed incidents' })
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await lookAtDialog(page, 'delete');
  await page.keyboard.press('Escape');
}

async function whenThingsAreBad(page: Page, loseAndRestart: () => Promise<string>): Promise<void> {
  await page.getByRole('textbox', { name: 'Log entry' }).fill('half a li');
  const address = await loseAndRestart();
  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.getByRole('list', { name: 'Running incidents' })).toContainText('update overdue');
  await look(page, 'start-with-incidents');
  await openFromList(page, 'Nobody can log in');
  await expect(page.getByRole('timer', { name: 'Next update' })).toContainText('+');
  await expect(entries(page).getByRole('listitem').first()).toBeVisible();
  await look(page, 'cockpit-overdue');
  await page.goto(new URL('/#incident=01JMZ8Z0000000000000000002', address).href);
  await expect(page.getByRole('alert').filter({ hasText: 'not in the record' })).toBeVisible();
  await look(page, 'not-in-the-record');
  await theLine(page, address);
}

/** The line over any program: any host serves its page. */
async function theLine(page: Page, address: string): Promise<void> {
  await page.goto(new URL('/?window=capture', address).href);
  await expect(page.getByRole('textbox', { name: 'Log entry' })).toBeFocused();
  await inBothThemes(page, 'capture', [{ width: 640, height: 132 }]);
}

/** Axe and pictures in the sizes that matter, in both themes; the page is left in the dark one. */
function look(page: Page, name: string): Promise<void> {
  return inBothThemes(page, name, [SMALL, ...(ALSO_LARGE.includes(name) ? [LARGE] : [])]);
}

/** What lies behind a dialog was looked at already, and dialogs are as wide in every window: one size, and axe on it alone. */
async function lookAtDialog(page: Page, name: string): Promise<void> {
  await isUsable(page.getByRole('dialog'));
  await inBothThemes(page, `dialog-${name}`, [], '[role=dialog]');
}
