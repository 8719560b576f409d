// The cockpit in every size it promises (DESIGN.md 7), and at 200 % zoom: 720x450 points of a screen of 1440x900. Nothing lies on
// anything else, nothing is cut that cannot be reached, and the end of the timeline stays in view.
import type { Locator, Page } from '@playwright/test';
import { declare, entries, entry, isUsable, log } from '../deeds.ts';
import { expect, test } from '../host.ts';
import { check, picture } from './look.ts';

const TITLE = 'Payment processing failing for about 30% of users';
const ZOOMED = { width: 720, height: 450 };

test('200 % zoom: title, header, composer and footer are whole, and everything else can be reached', async ({
  cockpit,
}) => {
  const { page } = cockpit;
  await busy(page);
  await page.setViewportSize(ZOOMED);
  await isWhole(page);
  await expect(page.getByRole('region', { name: 'Clocks' }).getByRole('button').first()).toBeInViewport({ ratio: 1 });

  await page.getByRole('button', { name: 'All', exact: true }).focus();
  await page.keyboard.press('n');
  const composer = page.getByRole('textbox', { name: 'Log entry' });
  await expect(composer).toBeFocused();
  await isOnTop(composer);
  await page.keyboard.type('typed at 200 %');
  await page.keyboard.press('Enter');
  await expect(entry(page, 'typed at 200 %')).toBeInViewport({ ratio: 1 });
  await picture(page, 'zoom-200');
  await check(page, 'zoom 200');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Panel', exact: true }).click();
  for (const name of ['Status page', 'Say it now', 'Delivery']) await comesIntoView(page, name);
  await picture(page, 'zoom-200-panel');
  await page.getByRole('button', { name: 'Close panel' }).click();
  for (const name of ['Role board', 'Scribe timeline', 'Clocks']) await comesIntoView(page, name);
  for (const pill of await page.getByRole('group', { name: 'Show' }).getByRole('button').all()) {
    await pill.focus();
    await expect(pill).toBeInViewport({ ratio: 0.9 });
  }

  // A dialog and what stands above the panes while command changes hands: both fit, or are scrolled.
  await page.getByRole('button', { name: 'All', exact: true }).focus();
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog');
  await isUsable(dialog);
  await picture(page, 'zoom-200-offer');
  await page.keyboard.type('Vo D');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Vo D shadows now' })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await composer.scrollIntoViewIfNeeded();
  await isOnTop(composer);
  await expect(page.getByRole('contentinfo')).toBeInViewport({ ratio: 1 });
  await picture(page, 'zoom-200-handover');
});

for (const size of [
  { width: 800, height: 600 },
  { width: 1100, height: 700 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
])
  test(`${size.width}x${size.height}: nothing lies on anything else, and no filter is cut`, async ({ cockpit }) => {
    const { page } = cockpit;
    await busy(page);
    await page.setViewportSize(size);
    await isWhole(page);
    if (size.height > 620)
      for (const pill of await page.getByRole('group', { name: 'Show' }).getByRole('button').all())
        await expect(pill).toBeInViewport({ ratio: 1 });
  });

test('the end of the timeline stays in view, whatever becomes of the window, with reduced motion too', async ({
  cockpit,
}) => {
  const { page } = cockpit;
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await page.emulateMedia({ reducedMotion });
    if (reducedMotion === 'no-preference') await busy(page);
    else await page.reload();
    await expect(entries(page).getByRole('listitem').last()).toBeInViewport({ ratio: 1 });
    for (const size of [
      ZOOMED,
      { width: 1440, height: 900 },
      { width: 1100, height: 700 },
      { width: 1440, height: 900 },
    ]) {
      await page.setViewportSize(size);
      await expect(page.getByText(/^now /u), `${reducedMotion}, ${size.width}`).toBeInViewport({ ratio: 0.9 });
    }
  }
});

/** A line of each kind, so that every filter is there. */
async function busy(page: Page): Promise<void> {
  await declare(page, { title: TITLE, impact: 'About 30 % of card payments fail', components: ['Payments'] });
  for (const line of [
    '! Alert HighErrorRate above 5% fired, primary paged',
    'h Connection pool exhausted by the 14:28 deployment',
    't @"Tran B" 10m check error rate by pod',
    'd roll payment-api back to v2.3.0',
    'a Rollback of payment-api to v2.3.0 started',
    'c told customer support what to say',
    ...Array.from(
      { length: 12 },
      (_, i) => `error rate is falling: ${31 - i} %, and no other service is affected so far`,
    ),
  ])
    await log(page, line);
}

/** Title in full, no two things of the header on each other, header and footer within the window, nothing beside it. */
async function isWhole(page: Page): Promise<void> {
  const header = page.getByRole('banner');
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toBeInViewport({ ratio: 1 });
  // A line that did not fit would be sixteen more; letters that hang below theirs are one.
  await expect.poll(() => title.evaluate((h1) => h1.scrollHeight - h1.clientHeight)).toBeLessThan(3);
  await expect
    .poll(() =>
      header.evaluate((head) => {
        const parts = [
          ...head.querySelectorAll('h1, button:not(.step, .count-button), [role=radiogroup], .head-timer'),
        ];
        const boxes = parts
          .map((part) => ({
            name: part.getAttribute('aria-label') ?? part.textContent,
            ...(part.getBoundingClientRect().toJSON() as DOMRect),
          }))
          .filter(({ width }) => width > 0);
        const wrong: string[] = [];
        for (const [i, a] of boxes.entries()) {
          if (a.left < 0 || a.right > innerWidth || a.top < 0) wrong.push(`${a.name} leaves the window`);
          for (const b of boxes.slice(i + 1))
            if (a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5)
              wrong.push(`${a.name} lies on ${b.name}`);
        }
        return wrong;
      }),
    )
    .toEqual([]);
  const footer = page.getByRole('contentinfo');
  await expect(footer).toBeInViewport({ ratio: 1 });
  expect(
    await footer.evaluate((foot) =>
      [...foot.children].every((part) => part.getBoundingClientRect().right <= innerWidth),
    ),
  ).toBe(true);
  const root = page.locator('html');
  expect(await root.evaluate((html) => html.scrollWidth <= html.clientWidth)).toBe(true);
}

async function comesIntoView(page: Page, region: string): Promise<void> {
  const place = page.getByRole('region', { name: region });
  await place.scrollIntoViewIfNeeded();
  await expect(place).toBeInViewport();
}

/** What one would hit in its middle is itself. */
async function isOnTop(place: Locator): Promise<void> {
  await expect(place).toBeInViewport({ ratio: 1 });
  await expect
    .poll(() =>
      place.evaluate((box) => {
        const { left, top, width, height } = box.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2) === box;
      }),
    )
    .toBe(true);
}
