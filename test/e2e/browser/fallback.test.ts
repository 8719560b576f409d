// Say it without Slack, in a real browser: by one key, the people first, texts to copy, and a SITREP that comes out on one page.
import { declare, entry, log } from '../deeds.ts';
import { inBothThemes, SMALL, USUAL } from './look.ts';
import { expect, test } from './own-host.ts';

test.describe.configure({ mode: 'parallel' });

test('one key opens it, what was said is logged, and the SITREP is one page of paper', async ({ start, browser }) => {
  test.setTimeout(120_000);
  const { url } = await start();
  const page = await (await browser.newContext({ viewport: USUAL })).newPage();
  await page.goto(url);
  await declare(page, { title: 'Payments fail', severity: 1, name: 'Ana Ruiz', commander: 'Bo Chen' });
  for (let n = 1; n <= 12; n += 1)
    await log(
      page,
      `Observation ${n}: the error rate of payment-api stays near ${n + 20} % in each of the three regions`,
    );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F');
  const dialog = page.getByRole('dialog', { name: 'Say it without Slack' });
  await expect(dialog.getByRole('region', { name: 'People to call' })).toContainText('Bo Chen');
  await expect(dialog.getByRole('button', { name: 'Copy SMS', exact: true })).toBeFocused();
  await inBothThemes(page, 'fallback', [SMALL], '[role=dialog]');
  await page.setViewportSize(USUAL);

  // What the printer gets, as many pages as it says.
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/gu)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.print-sheet')).toContainText('Observation 12');
  await expect(page.locator('.print-sheet')).toBeVisible();
  await expect(dialog).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  await dialog.getByRole('textbox', { name: 'What was said' }).fill('We roll back.');
  await dialog.getByRole('textbox', { name: 'Whom it reached' }).fill('all on call');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(dialog.getByRole('textbox', { name: 'What was said' })).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(entry(page, 'Told on the bridge: We roll back.')).toContainText('reached: all on call');
});
