// Compliance mode from the keyboard's side: a flag that changes the cockpit, what is taken out of what leaves, and the hold
// that keeps the record (DOMAIN.md 11, 12).
import { declare, entry, isUsable, toList } from '../deeds.ts';
import { check, picture, SMALL, USUAL } from './look.ts';
import { expect, test } from './own-host.ts';

const TITLE = 'Customer records are public';
const SECRET = 'jane.roe@example.com';

test('personal data exposed: severity, roles, banner, redaction, legal hold, and checklists that tick themselves', async ({
  start,
  page,
}) => {
  test.setTimeout(180_000);
  const { url } = await start();
  await page.setViewportSize(USUAL);
  await page.goto(url);
  await declare(page, { title: TITLE, severity: 3, components: ['Accounts'] });

  // The list under the role board ticks itself.
  const checklist = page.getByRole('region', { name: 'Checklist' });
  await expect(checklist.getByRole('heading', { level: 2 })).toHaveText('Commander checklist 2 of 8');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('k');
  await expect(checklist.getByRole('checkbox', { name: /^Start the bridge/ })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(checklist.getByRole('heading', { level: 2 })).toHaveText('Commander checklist 3 of 8');
  await expect(entry(page, 'Ticked: Start the bridge')).toBeVisible();
  await page.getByRole('button', { name: 'Assign Scribe' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Hoang D');
  await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(checklist.getByRole('checkbox', { name: /^Assign a scribe/ })).toBeChecked();

  // The flag, from the palette.
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('compliance');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Compliance flags' });
  await isUsable(dialog);
  await dialog.getByRole('button', { name: 'Raise the flag: Personal data exposed' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The reason is empty');
  await dialog.getByRole('textbox', { name: 'Why: Personal data exposed' }).fill('A bucket was public');
  await dialog.getByRole('button', { name: 'Raise the flag: Personal data exposed' }).click();
  await expect(dialog.getByText('need-to-know: nothing personal leaves')).toBeHidden();
  await check(page, 'compliance dialog');
  await picture(page, 'dark-compliance-dialog');
  await dialog.getByRole('button', { name: 'Done' }).click();

  await expect(page.getByRole('button', { name: /^SEV1 Critical/ })).toBeVisible();
  const banner = page.getByRole('region', { name: 'Compliance' });
  await expect(banner).toContainText('Do not delete logs');
  await expect(banner).toContainText('Need-to-know');
  await expect(banner).toContainText('Legal hold');
  const roles = page.getByRole('region', { name: 'Role board' });
  for (const role of ['Privacy officer', 'Legal counsel', 'Security lead'])
    await expect(roles.getByRole('button', { name: `Assign ${role}` })).toBeVisible();
  const clocks = page.getByRole('region', { name: 'Clocks' });
  await expect(clocks.getByRole('group', { name: 'Privacy officer unfilled' })).toBeVisible();
  const told = clocks.getByRole('group', { name: 'Privacy officer, legal, security told' });
  await told.getByRole('button').click();
  // Done, it is calm: where the strip is full it stands behind the others.
  await expect(told.getByRole('button')).toHaveCount(0);
  await check(page, 'compliance cockpit');
  await picture(page, 'dark-compliance');
  await page.setViewportSize(SMALL);
  await picture(page, 'dark-compliance-small');
  await page.setViewportSize(USUAL);

  // What leaves: said before it does; a page text with something personal in it does not go at all.
  await page.getByRole('button', { name: 'Post update' }).click();
  const update = page.getByRole('dialog', { name: 'Update #1 to the room' });
  await update.getByRole('textbox', { name: 'Update' }).fill(`We wrote to ${SECRET}`);
  await expect(update.getByRole('status')).toContainText('1 mail address will be taken out');
  await update.getByRole('button', { name: 'Post update' }).click();
  await expect(entry(page, SECRET)).toBeVisible();
  const panel = page.getByRole('region', { name: 'Status page' });
  await panel.getByRole('button', { name: 'Investigating', exact: true }).click();
  await panel.getByRole('textbox', { name: 'Public message' }).fill(`Write to ${SECRET}`);
  await expect(panel.getByText('1 mail address must not leave')).toBeVisible();
  await panel.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Take it out, then publish.').last()).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Take back' })).toBeHidden();

  // Closed, and still not deleted: the hold is lifted first, with a reason.
  for (const [press, name] of [
    ['Resolve', 'Resolve incident'],
    ['Close', 'Close incident'],
  ] as const) {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Command' }).fill(`${press} the incident`);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  const remove = async (): Promise<void> => {
    await toList(page);
    await page.getByRole('button', { name: /^Delete… / }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(TITLE);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Delete/ })
      .click();
  };
  await remove();
  await expect(page.getByRole('dialog')).toContainText('A legal hold is on this incident');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listitem').filter({ hasText: TITLE })).toContainText('legal hold');
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByRole('button', { name: 'Compliance flags' }).click();
  await dialog.getByRole('textbox', { name: 'Why the hold is lifted' }).fill('Counsel agrees');
  await dialog.getByRole('button', { name: 'Lift the legal hold' }).click();
  await expect(dialog.getByRole('button', { name: 'Place a legal hold' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(entry(page, 'Legal hold lifted: Counsel agrees')).toBeVisible();
  await remove();
  await expect(page.getByRole('link', { name: TITLE })).toBeHidden();
});
