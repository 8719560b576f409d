// Every dialog of the palette by keys alone: it takes the focus, Tab goes round inside of it, and Escape gives the focus back to
// where it was. In the smallest window that shows all columns, so that none is larger than it.
import type { Page } from '@playwright/test';
import { declare, isUsable, log } from '../deeds.ts';
import { expect, test } from '../host.ts';
import { byPalette, choose, left, type Opening } from './every-dialog.ts';
import { SMALL } from './look.ts';

const half = Math.ceil(byPalette.length / 2);

test.describe.configure({ mode: 'parallel' });

for (const [part, openings] of [
  ['first', byPalette.slice(0, half)],
  ['second', byPalette.slice(half)],
] as const)
  test(`the ${part} half of the dialogs takes, holds and gives back the focus`, async ({ cockpit }) => {
    const { page } = cockpit;
    await page.setViewportSize(SMALL);
    await declare(page, { title: 'Payments fail', components: ['Payments'] });
    await log(page, 'error rate at 31 %');
    await page.getByRole('radio', { name: /^Investigating/u }).press('Enter');
    await expect(page.getByRole('radio', { name: /^Investigating/u })).toBeChecked();
    const home = page.getByRole('button', { name: 'All', exact: true });
    await home.focus();
    for (const opening of openings) {
      await walk(page, opening);
      await left(page);
      await expect(home, `${opening.command} gives the focus back`).toBeFocused();
    }
  });

/** Once round by Tab; a dialog with a hundred stops is walked as far as is enough to see that nothing leads out of it. */
async function walk(page: Page, { command, title }: Opening): Promise<void> {
  await choose(page, command);
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog).toBeVisible();
  await isUsable(dialog);
  const box = await dialog.boundingBox();
  expect(box !== null && box.y >= 0 && box.y + box.height <= SMALL.height, `${command} fits the window`).toBe(true);
  const stops: string[] = [];
  for (const key of ['Shift+Tab', 'Shift+Tab', ...Array.from({ length: 30 }, () => 'Tab')]) {
    await page.keyboard.press(key);
    const stop = await dialog.evaluate((within) => {
      const at = document.activeElement;
      if (at === null || !within.contains(at)) return 'outside';
      const all = [...within.querySelectorAll('*')];
      return String(all.indexOf(at));
    });
    expect(stop, `${command}: ${key} after ${stops.length} stops`).not.toBe('outside');
    if (stops.length > 2 && stops.slice(2).includes(stop)) break;
    stops.push(stop);
  }
}
