// What fell due while the laptop was off is due at once, loudly, counts up, and is never silently reset (DOMAIN.md 4).
import { briefHold, declare, entry, openFromList } from '../deeds.ts';
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

test('an overdue clock is mended by its own button: one press, or the form that it opens; it is done and says so', async ({
  start,
  page,
}) => {
  const first = await start({ env: briefHold });
  await page.goto(first.url);
  await declare(page, { title: 'Payments fail' });
  await killed(first.child);
  const second = await start({ env: later(16) });
  await page.goto('about:blank');
  await page.goto(second.url);
  await openFromList(page, 'Payments fail');

  const strip = page.getByRole('region', { name: 'Clocks' });
  const overdue = (name: string) => strip.getByRole('group', { name, exact: true });
  await expect(overdue('Acknowledged')).toContainText(/overdue: .* over/u);
  await overdue('Acknowledged').getByRole('button', { name: 'Ack the incident' }).click();
  await expect(entry(page, /acknowledged/iu)).toHaveCount(1);
  await expect(overdue('Acknowledged'), 'what is done gives its place to what is not').toBeHidden();

  await overdue('Next update').getByRole('button', { name: 'Post the update' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Post update' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(overdue('Next update')).toBeHidden();

  await overdue('Status page posted').getByRole('button', { name: 'Post to the public page' }).click();
  await expect(page.getByRole('button', { name: 'Investigating', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Public message' })).not.toBeEmpty();
  await page.keyboard.press('Enter');
  await expect(entry(page, /^.*Status page: Investigating/u)).toBeVisible();
  await expect(overdue('Status page posted')).toBeHidden();

  // None of them is forgotten: the list of all says that they are done, and how late.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'All', exact: true }).focus();
  await page.keyboard.press('q');
  const done = page.getByRole('dialog', { name: 'Clocks' }).getByRole('region', { name: 'Done and excused' });
  for (const name of ['Acknowledged', 'Status page posted'])
    await expect(done.getByRole('group', { name, exact: true })).toContainText(/done late, 1?\d:\d\d over/u);
});
