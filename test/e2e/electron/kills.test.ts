// SIGKILL in the middle of something: a post that is held asks, what was half typed is there again. One host is enough: this one
// loses its window as well.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declare, entry, openFromList } from '../deeds.ts';
import { expect, test, type Running } from '../host.ts';

const TITLE = 'Payments fail for some users';

test('a post that was held when it died is not said by itself: it asks', async ({ cockpit }) => {
  await declare(cockpit.page, { title: TITLE, components: ['Payments'] });
  const panel = () => cockpit.page.getByRole('region', { name: 'Status page' });
  const held = () => panel().getByRole('group', { name: 'Held post' });
  const hold = async (): Promise<void> => {
    await panel().getByRole('button', { name: 'Investigating', exact: true }).click();
    await panel().getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(panel().getByRole('timer', { name: 'Publishes in' })).toBeVisible();
  };

  await hold();
  await killAndOpen(cockpit);
  await expect(held()).toContainText('was being held when Warroom stopped. Nobody has seen it.', { timeout: 15_000 });
  await expect(entry(cockpit.page, 'Status page: Investigating')).toHaveCount(0);
  await expect(panel()).toContainText('nothing posted');
  await held().getByRole('button', { name: 'Take back' }).click();
  await expect(entry(cockpit.page, 'Status page post taken back: Investigating')).toHaveCount(1);

  await hold();
  await killAndOpen(cockpit);
  await held().getByRole('button', { name: 'Publish now' }).click({ timeout: 15_000 });
  await expect(entry(cockpit.page, 'Status page: Investigating')).toHaveCount(1);
  await expect(panel()).toContainText('stands at Investigating');
});

test('what was half typed is there again: the line, and the form of a declaration', async ({ cockpit }) => {
  await declare(cockpit.page, { title: TITLE });
  await cockpit.page.getByRole('textbox', { name: 'Log entry' }).fill('h the pool is exh');
  await onDisk(cockpit, 'h the pool is exh');
  await killAndOpen(cockpit);
  await expect(cockpit.page.getByRole('textbox', { name: 'Log entry' })).toHaveValue('h the pool is exh');

  await cockpit.page.getByRole('button', { name: 'Declare incident' }).first().click();
  const dialog = () => cockpit.page.getByRole('dialog', { name: 'Declare incident' });
  await dialog().getByRole('textbox', { name: 'Title' }).fill('Mails arrive late');
  await dialog().getByRole('radio', { name: 'SEV3' }).check({ force: true });
  await dialog().getByRole('textbox', { name: 'Impact' }).fill('Ten minutes at wor');
  await onDisk(cockpit, 'Ten minutes at wor');
  await cockpit.killAndStart();
  await cockpit.page.getByRole('button', { name: 'Declare incident' }).first().click();
  await expect(dialog().getByRole('textbox', { name: 'Title' })).toHaveValue('Mails arrive late');
  await expect(dialog().getByRole('textbox', { name: 'Impact' })).toHaveValue('Ten minutes at wor');
  await expect(dialog().getByRole('radio', { name: 'SEV3' })).toBeChecked();
  await dialog().getByRole('button', { name: 'Declare', exact: true }).click();
  await expect(entry(cockpit.page, 'declared SEV3: Mails arrive late')).toHaveCount(1);
  // Declared, the form is empty again.
  await cockpit.page.getByRole('button', { name: 'Declare incident' }).first().click();
  await expect(dialog().getByRole('textbox', { name: 'Title' })).toHaveValue('');
});

async function killAndOpen(cockpit: Running): Promise<void> {
  await cockpit.killAndStart();
  await openFromList(cockpit.page, TITLE);
}

/** Drafts are kept within a third of a second; nothing on screen says so, the file does. */
async function onDisk(cockpit: Running, text: string): Promise<void> {
  await expect.poll(() => readFileSync(join(cockpit.dataDir, 'settings.json'), 'utf8')).toContain(text);
}
