// A timeline that was written elsewhere becomes an incident on the record, or a part of one.
import { expect, test } from './host.ts';
import { briefHold, declare, entries, entry, readWholeTimeline, toList } from './deeds.ts';
import { importAndResolve, inBothHosts, paste } from './real-incident.ts';

test.describe('real incidents', () => {
  test.use({ env: briefHold });
  for (const slug of inBothHosts) {
    test(`${slug}: imported, resolved, reported`, ({ cockpit }) => importAndResolve(cockpit, slug));
  }
});

test('Nothing pasted is on the record before it is confirmed (ours): date and zone are set, what cannot be read is marked', async ({
  cockpit,
}) => {
  const { page } = cockpit;
  await declare(page, { title: 'Checkout fails for half of the users' });
  const before = await entries(page).getByRole('listitem').count();
  await paste(
    page,
    ['14:32 first alert', '14:99 no such minute', 'nobody wrote when', '14:40 pool is exhausted'].join('\n'),
  );
  const dialog = page.getByRole('dialog', { name: 'Import timeline' });
  const rows = dialog.getByRole('table', { name: 'Preview' }).getByRole('row');

  await test.step('each line shows what was understood', async () => {
    await expect(rows).toHaveCount(5);
    await expect(dialog).toContainText('The text names no date.');
    await expect(dialog.getByRole('status')).toContainText('4 lines, 2 with a time, 2 to look at');
    await expect(rows.nth(2)).toContainText('14:99 is not a time of day. Correct it.');
    await expect(rows.nth(3)).toContainText('No time found on this line.');
    for (const [line, added] of [
      [1, true],
      [2, false],
      [3, false],
      [4, true],
    ] as const)
      await expect(dialog.getByRole('checkbox', { name: `Add line ${line}` })).toBeChecked({ checked: added });
  });

  await test.step('date and zone move every time', async () => {
    await dialog.getByLabel('Date of the first time').fill('2025-02-28');
    await expect(rows.nth(1)).toContainText('2025-02-28 14:32:00');
    await dialog.getByRole('combobox', { name: 'Zone of the times' }).selectOption('America/Los_Angeles');
    await expect(rows.nth(1)).toContainText('2025-02-28 22:32:00');
    await expect(rows.nth(4)).toContainText('2025-02-28 22:40:00');
  });

  await test.step('a line with no time can be given one', async () => {
    await dialog.getByLabel('Time of line 2, UTC').fill('2025-02-28T22:35:10');
    await expect(dialog.getByRole('checkbox', { name: 'Add line 2' })).toBeChecked();
  });

  await test.step('nothing is on the record before it is confirmed', async () => {
    await expect(dialog.getByRole('button', { name: 'Add 3 entries' })).toBeEnabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(entries(page).getByRole('listitem')).toHaveCount(before);
    await toList(page);
    await expect(page.getByRole('listitem').filter({ hasText: 'Checkout fails' })).toContainText(`${before} entries`);
    await page.getByRole('link', { name: /Checkout fails/ }).click();
  });

  await test.step('confirmed, just those are', async () => {
    await paste(
      page,
      ['2025-02-28', '14:32 first alert', '14:99 no such minute', '14:40 pool is exhausted'].join('\n'),
    );
    await dialog.getByRole('button', { name: 'Add 2 entries' }).click();
    await expect(dialog).toBeHidden();
    const all = await readWholeTimeline(page);
    expect(all).toHaveLength(before + 2);
    expect(all.slice(0, 2).map(({ at }) => at)).toEqual(['2025-02-28T14:32:00.000Z', '2025-02-28T14:40:00.000Z']);
    await expect(entry(page, 'no such minute')).toHaveCount(0);
  });
});

test('many lines pasted into the composer are offered as a timeline', async ({ cockpit }) => {
  const { page } = cockpit;
  await declare(page, { title: 'Search is slow' });
  const composer = page.getByRole('textbox', { name: 'Log entry' });
  await composer.evaluate((box, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, '14:01 a first thing\n14:02 a second\n14:03 a third');
  await page
    .getByRole('group', { name: 'Pasted lines' })
    .getByRole('button', { name: /^Read them as a timeline/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Import timeline' });
  await dialog.getByLabel('Date of the first time').fill('2025-02-28');
  await dialog.getByRole('button', { name: 'Add 3 entries' }).click();
  await expect(entry(page, 'a second')).toHaveCount(1);
  await expect(composer).toHaveValue('');
});
