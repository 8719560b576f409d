// SIGKILL right after the cockpit said "saved": after the next start it is there, once, in either host. What was half done is as
// it was: electron/kills.test.ts.
import { expect, test, type Running } from './host.ts';
import { declare, entries, entry, log, openFromList } from './deeds.ts';

const TITLE = 'Payments fail for some users';

test('a line, a role and an update that were shown as saved are there once', async ({ cockpit }) => {
  await declare(cockpit.page, { title: TITLE });
  await killAndOpen(cockpit);
  await expect(entry(cockpit.page, 'Tran B declared SEV1')).toHaveCount(1);

  await log(cockpit.page, 'error rate at 31 %');
  await killAndOpen(cockpit);
  await expect(entry(cockpit.page, 'error rate at 31 %')).toHaveCount(1);
  await expect(cockpit.page.getByRole('textbox', { name: 'Log entry' })).toHaveValue('');

  await cockpit.page.getByRole('button', { name: 'Assign Scribe' }).click();
  const assign = cockpit.page.getByRole('dialog', { name: 'Assign Scribe' });
  await assign.getByRole('textbox', { name: 'Name' }).fill('Hoang D');
  await assign.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(cockpit.page.getByRole('button', { name: 'Reassign Scribe' })).toBeVisible();
  await killAndOpen(cockpit);
  await expect(entry(cockpit.page, 'Hoang D is Scribe')).toHaveCount(1);
  await expect(cockpit.page.getByRole('button', { name: 'Reassign Scribe' })).toBeVisible();

  await cockpit.page.getByRole('button', { name: 'Post update' }).click();
  const update = cockpit.page.getByRole('dialog', { name: 'Update #1 to the room' });
  await update.getByRole('button', { name: 'Post update' }).click();
  await expect(entry(cockpit.page, 'Update #1')).toHaveCount(1);
  await killAndOpen(cockpit);
  await expect(entry(cockpit.page, 'Update #1')).toHaveCount(1);
  await expect(cockpit.page.getByRole('region', { name: 'Say it now' })).toContainText('Update #2 to the room');
  await expect(entries(cockpit.page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', '5');
});

async function killAndOpen(cockpit: Running): Promise<void> {
  await cockpit.killAndStart();
  await openFromList(cockpit.page, TITLE);
}
