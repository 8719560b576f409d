// One incident on two laptops with no network between them: the file goes over by hand, both go on, both files come back, and
// both screens say the same.
import type { Page } from '@playwright/test';
import { declare, log, readWholeTimeline } from '../deeds.ts';
import { choose, deed, give, merge, test } from './laptops.ts';
import { inBothThemes, LARGE, SMALL } from './look.ts';
import { expect } from './own-host.ts';

test('a handover file takes the incident to another laptop, and two files make one truth of both', async ({
  laptop,
}) => {
  test.slow();
  const [ana, bo] = [await laptop('ana'), await laptop('bo')];
  await declare(ana, { title: 'Payments fail', severity: 2, name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await log(ana, 'Errors since the deploy at 02:40');
  const first = await give(ana, () => inBothThemes(ana, 'handover-file-save', [SMALL], '[role=dialog]'));

  // A passphrase that is not right, and a file that is not one: said so, and nothing is there.
  await choose(bo, first.file);
  const dialog = bo.getByRole('dialog', { name: 'Open a handover file' });
  const look = dialog.getByRole('button', { name: 'Look inside' });
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill('lusab-babad-gutih-tugad');
  await look.click();
  await expect(dialog.getByRole('alert')).toContainText('The passphrase does not fit this file.');
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(first.passphrase.toUpperCase().replaceAll('-', ' '));
  await look.click();
  await expect(dialog.getByRole('region', { name: 'What is in it' })).toContainText('This incident is not here yet.');
  await expect(dialog.getByRole('region', { name: 'What is in it' })).toContainText('Ana Ruiz');
  await inBothThemes(bo, 'handover-file-look', [SMALL], '[role=dialog]');
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(bo.getByRole('heading', { level: 1 })).toHaveText('Payments fail');

  // Both go on without knowing of each other.
  await log(ana, 'Rolling back to 4.1');
  await changeSeverity(ana, 4);
  await log(bo, 'Cards work again in Berlin');
  await changeSeverity(bo, 3);
  const [fromAna, fromBo] = [await give(ana), await give(bo)];
  await merge(ana, fromBo);
  await merge(bo, fromAna);
  expect(await readWholeTimeline(bo)).toEqual(await readWholeTimeline(ana));

  // Nothing was chosen: both values stand there on both, until somebody settles it.
  const settling = 'Two laptops changed the severity without knowing of each other';
  for (const page of [ana, bo]) await expect(page.getByRole('alert').filter({ hasText: settling })).toBeVisible();
  await inBothThemes(ana, 'handover-file-conflict', [SMALL, LARGE]);
  await ana.getByRole('button', { name: 'Make it SEV4' }).click();
  await expect(ana.getByRole('alert').filter({ hasText: settling })).toBeHidden();
  await merge(bo, await give(ana));
  await expect(bo.getByRole('alert').filter({ hasText: settling })).toBeHidden();
  expect(await readWholeTimeline(bo)).toEqual(await readWholeTimeline(ana));

  // The same file once more: there is nothing to do.
  await choose(bo, fromAna.file);
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(fromAna.passphrase);
  await look.click();
  await expect(dialog.getByRole('region', { name: 'What is in it' })).toContainText('There is nothing to do.');
  await expect(dialog.getByRole('button', { name: 'Merge' })).toBeHidden();
});

async function changeSeverity(page: Page, to: 3 | 4): Promise<void> {
  await deed(page, 'Change severity');
  const dialog = page.getByRole('dialog', { name: 'Change severity' });
  await dialog.getByRole('combobox', { name: 'New severity' }).selectOption(String(to));
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('As it looks from here');
  await dialog.getByRole('button', { name: `Change to SEV${to}` }).click();
  await expect(dialog).toBeHidden();
}
