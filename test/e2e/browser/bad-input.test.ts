// What people type and paste at 3 AM: refused in words, cleaned and said, or taken as the text it is. Never lost.
import type { Locator, Page } from '@playwright/test';
import { declare, entries, entry, log } from '../deeds.ts';
import { expect, test } from '../host.ts';

test('a title that is empty, blank or far too long is refused at its field, and what was typed stays', async ({
  cockpit,
}) => {
  const { page } = cockpit;
  await page.getByRole('button', { name: 'Declare incident' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Declare incident' });
  const title = dialog.getByRole('textbox', { name: 'Title' });
  const declareNow = dialog.getByRole('button', { name: 'Declare', exact: true });
  for (const nothing of ['', '   ', '\u200B\u2060']) {
    await title.fill(nothing);
    await declareNow.click();
    await expect(
      dialog.getByRole('alert').filter({ hasText: 'Title is empty. Type it, then try again.' }),
    ).toBeVisible();
    await expect(title).toHaveAttribute('aria-invalid', 'true');
  }
  const long = 'x'.repeat(10_000);
  await title.fill(long);
  await declareNow.click();
  await expect(
    dialog.getByRole('alert').filter({ hasText: 'Title has 10,000 characters; at most 200 fit. Shorten it.' }),
  ).toBeVisible();
  await expect(title).toHaveValue(long);
  await title.fill('Payments fail');
  await declareNow.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
});

test('markup, mentions and templates are text: on screen, in the SITREP, in what is copied', async ({ cockpit }) => {
  const { page } = cockpit;
  const alerts: string[] = [];
  page.on('dialog', (box) => {
    alerts.push(box.message());
    void box.dismiss();
  });
  const title = '<!channel> <b>now</b> <img src=x onerror=alert(1)> {{ incident.title }} [a](javascript:alert(1))';
  await declare(page, { title, impact: '<script>alert(2)</script> & "all"' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(entry(page, title)).toHaveCount(1);
  await page.getByRole('button', { name: 'Write SITREP' }).click();
  const sitrep = page.getByRole('dialog', { name: 'SITREP' });
  const text = sitrep.getByRole('region', { name: 'Document' });
  await expect(text).toContainText('<img src=x onerror=alert(1)>');
  await expect(text).toContainText('<!channel>');
  await expect(text.getByRole('img')).toHaveCount(0);
  await expect(text.getByRole('link')).toHaveCount(0);
  expect(await page.locator('script:not([src])').count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Post update' }).click();
  await expect(page.getByRole('textbox', { name: 'Update', exact: true })).toHaveValue(
    /<img src=x onerror=alert\(1\)> \{\{ incident\.title \}\}/,
  );
  expect(alerts).toEqual([]);
});

test('what cannot be seen is taken out of titles and lines, and the screen says so', async ({ cockpit }) => {
  const { page } = cockpit;
  await page.getByRole('button', { name: 'Declare incident' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Declare incident' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('pay\u200Bments \u202Etfel\u202C down\u2066');
  await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('payments tfel down');
  await expect(page.getByRole('region', { name: 'News' })).toContainText('Taken out of the text: ');

  const composer = page.getByRole('textbox', { name: 'Log entry' });
  await composer.fill('re\u202Everse and zero\u200Bwidth');
  await composer.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Taken out of the text: ' })).toBeVisible();
  await expect(entry(page, 'reverse and zerowidth')).toHaveCount(1);
  // A family is one emoji held together by joiners, and stays one.
  await log(page, 'all clear \u{1F468}\u200D\u{1F469}\u200D\u{1F467}');
  await expect(entry(page, 'all clear \u{1F468}\u200D\u{1F469}\u200D\u{1F467}')).toHaveCount(1);
});

test('binary, pasted: shown for what it is, harmless, and the cockpit goes on', async ({ cockpit }) => {
  const { page } = cockpit;
  await declare(page, { title: 'Payments fail' });
  const binary =
    Array.from({ length: 20_000 }, (_, i) => String.fromCharCode((i * 7919 + (i >> 3)) % 256)).join('') +
    '\uD800\uFFFF';
  await page.getByRole('button', { name: 'Import timeline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import timeline' });
  await pasteInto(dialog.getByRole('textbox', { name: 'Paste timeline' }), binary);
  await expect(dialog.getByText('This is not text (')).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Add/ })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await pasteInto(
    page.getByRole('textbox', { name: 'Log entry' }),
    '\u0000\u0001MZ\u0090\u001B[31m\uD800 after all that',
  );
  await page.getByRole('textbox', { name: 'Log entry' }).press('Enter');
  await expect(entry(page, 'after all that')).toHaveCount(1);
  await log(page, 'and on it goes');
});

test('five megabytes, pasted: read within seconds, every line kept, nothing stands still', async ({ cockpit }) => {
  test.slow();
  const { page } = cockpit;
  await declare(page, { title: 'Payments fail' });
  const lines = 40_000;
  const start = Date.UTC(2025, 1, 28, 8);
  const text = Array.from(
    { length: lines },
    (_, i) => `${new Date(start + i * 1_000).toISOString()} worker ${i} reports ${'.'.repeat(85)}`,
  ).join('\n');
  expect(text.length).toBeGreaterThan(5_000_000);
  await page.getByRole('button', { name: 'Import timeline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import timeline' });

  const screen = await watchScreen(page);
  const begun = Date.now();
  await pasteInto(dialog.getByRole('textbox', { name: 'Paste timeline' }), text);
  const add = dialog.getByRole('button', { name: `Add ${lines.toLocaleString('en')} entries` });
  await expect(add).toBeEnabled({ timeout: 20_000 });
  expect(Date.now() - begun, 'ms until it was read').toBeLessThan(15_000);

  const host = watchHost(page);
  await add.click();
  await expect(dialog).toBeHidden({ timeout: 60_000 });
  await expect(entries(page).getByRole('listitem').last()).toHaveAttribute('aria-setsize', String(lines + 2), {
    timeout: 20_000,
  });
  expect(await host.slowestMs(), 'ms that the host took to answer').toBeLessThan(3_000);
  expect(await screen.longestMs(), 'ms that the screen stood still').toBeLessThan(3_000);
  await log(page, 'still here');
  await expect(entry(page, 'still here')).toHaveCount(1);
});

/** As the clipboard would give it; a page can be handed any text this way, and no key press is faked. */
async function pasteInto(box: Locator, text: string): Promise<void> {
  await box.focus();
  await box.page().evaluate((whole) => navigator.clipboard.writeText(whole), text);
  await box.page().keyboard.press('ControlOrMeta+v');
}

/** The longest time between two frames from here on. */
async function watchScreen(page: Page): Promise<{ longestMs: () => Promise<number> }> {
  const seen = await page.evaluateHandle(() => {
    const gap = { longest: 0, last: performance.now() };
    const frame = (now: number): void => {
      gap.longest = Math.max(gap.longest, now - gap.last);
      gap.last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return gap;
  });
  return { longestMs: () => seen.evaluate((gap) => gap.longest) };
}

/** How long the host takes to answer while it works, asked all the time. */
function watchHost(page: Page): { slowestMs: () => Promise<number> } {
  const watch = { on: true, slowest: 0 };
  const address = new URL('/', page.url()).href;
  const asking = (async () => {
    while (watch.on) {
      const asked = performance.now();
      await (await fetch(address)).text();
      watch.slowest = Math.max(watch.slowest, performance.now() - asked);
    }
  })();
  return {
    slowestMs: async () => {
      watch.on = false;
      await asking;
      return watch.slowest;
    },
  };
}
