// What fell due while the laptop was off is due at once, loudly, counts up, and is never silently reset (DOMAIN.md 4).
import { declare, entry, openFromList } from '../deeds.ts';
import { later } from './later.ts';
import { expect, killed, test } from './own-host.ts';

test('sixteen minutes later the update is overdue, here and in the list, until it is posted', async ({
  start,
  page,
}) => {
  const first = await start();
  await page.goto(first.url);
  await declare(page, { title: 'Payments fail' });
  const countdown = page.getByRole('timer', { name: 'Next update' });
  await expect(countdown).toHaveText(/^1[45]:\d\d$/);
  await killed(first.child);

  const second = await start({ env: later(16) });
  await page.goto('about:blank');
  await page.goto(second.url);
  await expect(page.getByRole('listitem').filter({ hasText: 'Payments fail' })).toContainText(/update overdue 1:\d\d/);
  await openFromList(page, 'Payments fail');
  await expect(countdown).toHaveText(/^\+0?1:\d\d$/);
  const shown = await countdown.textContent();
  await expect(countdown).not.toHaveText(shown ?? '');
  await expect(countdown).toHaveText(/^\+0?1:\d\d$/);
  await expect(page.getByRole('banner')).toContainText('Update overdue');
  await expect(page.getByRole('alert', { name: 'Overdue' })).toContainText('Next update');
  const clocks = page.getByRole('region', { name: 'Clocks' });
  await expect(clocks.getByRole('group', { name: 'Status page posted' })).toContainText(/over/);
  expect(await page.title()).toMatch(/overdue/iu);

  await page.getByRole('button', { name: 'Post update' }).click();
  await page
    .getByRole('dialog', { name: 'Update #1 to the room' })
    .getByRole('button', { name: 'Post update' })
    .click();
  await expect(entry(page, 'Update #1')).toBeVisible();
  await expect(countdown).toHaveText(/^1[45]:\d\d$/);
});
