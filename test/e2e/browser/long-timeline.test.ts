// Five thousand entries: a few dozen rows exist, the rest is a scroll, a key or a search away (DESIGN.md 7 and 8).
import { declare, entries, entry, log } from '../deeds.ts';
import { paste } from '../real-incident.ts';
import { expect, test } from '../host.ts';

const ENTRIES = 5_000;
const ROWS_MOST = 80;

test('never more than 80 rows of 5,000', async ({ cockpit }) => {
  const { page } = cockpit;
  await declare(page, { title: 'A long night' });
  const start = Date.UTC(2025, 1, 28, 8);
  await paste(
    page,
    Array.from(
      { length: ENTRIES },
      (_, i) => `${new Date(start + i * 4_000).toISOString()} worker ${i} reports in`,
    ).join('\n'),
  );
  await page.getByRole('button', { name: 'Add 5,000 entries' }).click();
  const rows = entries(page).getByRole('listitem');
  const size = String(ENTRIES + 2);
  await expect(rows.first()).toHaveAttribute('aria-setsize', size);
  const fewRows = async (): Promise<void> => expect(await rows.count()).toBeLessThanOrEqual(ROWS_MOST);

  /** The first rows in the list lie above what is in view. */
  const middleIsShown = async (): Promise<void> => {
    await expect(rows.nth(12)).toContainText(/worker 2[45]\d\d reports in/);
    await expect(rows.nth(12)).toBeInViewport();
  };

  await test.step('at the end, after logging', async () => {
    await log(page, 'the newest line');
    await expect(entry(page, 'the newest line')).toBeInViewport();
    await fewRows();
  });

  await test.step('at the beginning, in the middle, on a large screen', async () => {
    await page
      .getByRole('button', { name: /^Actions for / })
      .last()
      .focus();
    await page.keyboard.press('Home');
    await expect(entry(page, /worker 0 reports in/)).toBeInViewport();
    await fewRows();
    await entries(page).evaluate((list) => list.parentElement?.scrollTo({ top: list.clientHeight / 2 }));
    await middleIsShown();
    await fewRows();
    await cockpit.resize(2560, 1440);
    await middleIsShown();
    await fewRows();
  });

  await test.step('while scrolling fast', async () => {
    for (let i = 0; i < 20; i += 1) {
      await page.mouse.move(1000, 700);
      await page.mouse.wheel(0, i % 2 === 0 ? 9_000 : -5_000);
      await fewRows();
    }
  });

  await test.step('the preview of a paste has few rows too', async () => {
    await page.getByRole('button', { name: 'Import timeline' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import timeline' });
    await dialog
      .getByRole('textbox', { name: 'Paste timeline' })
      .fill(
        Array.from({ length: 900 }, (_, i) => `2025-03-01 08:00:${String(i % 60).padStart(2, '0')} line ${i}`).join(
          '\n',
        ),
      );
    const preview = dialog.getByRole('table', { name: 'Preview' });
    await expect(preview).toHaveAttribute('aria-rowcount', '901');
    expect(await preview.getByRole('row').count()).toBeLessThanOrEqual(ROWS_MOST);
  });
});
