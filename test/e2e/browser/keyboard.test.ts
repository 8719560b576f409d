// The keyboard alone: declaring in a few keys, the main deeds, and a focus that is never lost (DESIGN.md 7).
import type { Page } from '@playwright/test';
import { entry, isUsable, log } from '../deeds.ts';
import { expect, test } from '../host.ts';

test('Declaring takes under 5 seconds of work with the keyboard (ours)', async ({ cockpit }) => {
  const { page } = cockpit;
  const keys = await countKeys(page);
  await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Payments fail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
  // At the pace of a fast typist, ten keys a second, that is well under five seconds.
  expect(await keys()).toBe('d'.length + 'Payments fail'.length + 1);
  expect((await keys()) / 10).toBeLessThan(5);
});

test('the main deeds need no mouse, and the focus is never lost', async ({ cockpit }) => {
  const { page } = cockpit;
  await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Payments fail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
  const dialog = page.getByRole('dialog');

  await test.step('a line', async () => {
    // After declaring the cursor is in no text field.
    await page.keyboard.press('n');
    await page.keyboard.type('error rate at 31 %');
    await page.keyboard.press('Enter');
    await expect(entry(page, 'error rate at 31 %')).toHaveCount(1);
    await expect(page.getByRole('textbox', { name: 'Log entry' })).toBeFocused();
    // Single keys are shortcuts when the cursor is in no text field.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'All', exact: true }).focus();
  });

  await test.step('a role', async () => {
    await page.keyboard.press('r');
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.keyboard.type('Tran B');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(entry(page, /Tran B is (Operations lead|Scribe|Communications lead)/)).toHaveCount(1);
    await backWhereItWas(page);
  });

  await test.step('an update', async () => {
    await page.keyboard.press('u');
    await expect(dialog.getByRole('textbox', { name: 'Update' })).toBeFocused();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(dialog).toBeHidden();
    await expect(entry(page, 'Update #1')).toHaveCount(1);
    await backWhereItWas(page);
  });

  await test.step('the status page: step, step again, and it is on its way', async () => {
    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: 'Investigating', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Public message' })).not.toBeEmpty();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Take back' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(entry(page, 'Status page post taken back')).toHaveCount(1);
    await focusIsSomewhere(page);
    await page.getByRole('button', { name: 'All', exact: true }).focus();
  });

  await test.step('an executive, a SITREP, a severity: opened and left by key', async () => {
    for (const [keys, name] of [
      ['ControlOrMeta+e', 'Executive redirect'],
      ['ControlOrMeta+i', 'SITREP'],
      ['v', 'Change severity'],
      ['h', 'Handover briefing'],
      ['s', 'Snooze the update alarm'],
      ['?', 'All keys'],
      ['ControlOrMeta+,', 'Settings'],
      ['i', 'Import timeline'],
    ] as const) {
      await page.keyboard.press(keys);
      await expect(page.getByRole('dialog', { name }), name).toBeVisible();
      await isUsable(page.getByRole('dialog', { name }));
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog'), name).toBeHidden();
      await backWhereItWas(page);
    }
  });

  await test.step('entries: reached, walked and opened by key', async () => {
    await log(page, 'one more line');
    await entry(page, 'one more line')
      .getByRole('button', { name: /^Actions for / })
      .focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await expect(entry(page, 'one more line').getByRole('button', { name: /^Actions for / })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu', { name: 'Entry' }).getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('dialog', { name: 'Correct the entry' }).getByRole('textbox', { name: 'Text' }),
    ).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(entry(page, 'one more line').getByRole('button', { name: /^Actions for / })).toBeFocused();
  });

  await test.step('undo', async () => {
    await page.keyboard.press('z');
    await expect(entry(page, 'one more line')).toContainText('retracted');
  });
});

test('a dialog gives the focus back to the button that opened it', async ({ cockpit }) => {
  const { page } = cockpit;
  await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Payments fail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
  for (const name of ['Post update', 'Write SITREP', 'Redirect executive', 'Settings', 'Hand over', 'Assign Scribe']) {
    const button = page.getByRole('button', { name }).first();
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(button, name).toBeFocused();
  }
});

async function countKeys(page: Page): Promise<() => Promise<number>> {
  const count = await page.evaluateHandle(() => {
    const seen = { keys: 0 };
    document.addEventListener('keydown', () => (seen.keys += 1), { capture: true });
    return seen;
  });
  return () => count.evaluate((seen) => seen.keys);
}

/** On the button it was on before the dialog came. */
async function backWhereItWas(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'All', exact: true })).toBeFocused();
}

/** In something that can be pressed: not on nothing, not in what is gone. */
async function focusIsSomewhere(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body))
    .toBe(true);
}
