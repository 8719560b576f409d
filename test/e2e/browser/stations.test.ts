// Command goes to another laptop with no network between them: six steps, a file, "I have command" over there, a receipt said over
// the bridge, and one truth in the end (decision 8).
import type { Page } from '@playwright/test';
import { declare, entry, isUsable, log, readWholeTimeline } from '../deeds.ts';
import { choose, deed, give, merge, test } from './laptops.ts';
import { inBothThemes, LARGE, picture, SMALL } from './look.ts';
import { expect } from './own-host.ts';

const bar = (page: Page) => page.getByRole('region', { name: 'Handover', exact: true });
const notHere = (page: Page) => page.getByRole('status', { name: 'Another laptop acts' });

test('command goes over in a file, comes back as a receipt, and both records become one', async ({ laptop }) => {
  test.setTimeout(400_000);
  const [ana, bo] = [await laptop('ana'), await laptop('bo')];
  await declare(ana, { title: 'Payments fail', severity: 2, name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await log(ana, 'Errors since the deploy at 02:40');

  await test.step('command is offered, and the steps before the file are left out with a reason', async () => {
    await deed(ana, 'Hand over command');
    await isUsable(ana.getByRole('dialog', { name: 'Handover briefing' }));
    await ana.keyboard.type('Bo Lind');
    await ana.keyboard.press('Enter');
    await expect(ana.getByRole('list', { name: 'Steps of the handover' })).toBeVisible();
    await ana.keyboard.press('Escape');
    await expect(bar(ana)).toContainText('Ana Ruiz → Bo Lind');
    for (const step of ['shadow', 'sitrep']) {
      await bar(ana).getByRole('button', { name: 'Skip…' }).click();
      const skip = ana.getByRole('dialog', { name: 'Skip a step of the handover' });
      await expect(skip.getByRole('combobox', { name: 'Step' })).toHaveValue(step);
      await skip.getByRole('textbox', { name: 'Reason' }).fill('No network in this room');
      await skip.getByRole('button', { name: 'Skip the step' }).click();
      await expect(skip).toBeHidden();
    }
  });

  const file = await test.step('the file is made, and says what happens if no receipt comes', async () => {
    await bar(ana).getByRole('button', { name: 'To another laptop…' }).click();
    const pack = ana.getByRole('dialog', { name: 'Hand over to another laptop' });
    await isUsable(pack);
    await expect(pack).toContainText('If no receipt comes, you still have command.');
    const [download] = await Promise.all([
      ana.waitForEvent('download'),
      pack.getByRole('button', { name: 'Make and save the file' }).click(),
    ]);
    const passphrase = (await pack.getByLabel('The passphrase', { exact: true }).textContent()) ?? '';
    await inBothThemes(ana, 'browser-station-pack', [SMALL, LARGE], '[role=dialog]');
    await ana.keyboard.press('Escape');
    await expect(ana.getByRole('region', { name: 'Handover file' })).toContainText('You have command until');
    return { file: await download.path(), passphrase };
  });

  await test.step('the other laptop opens it: it shows the briefing, and sends nothing yet', async () => {
    await choose(bo, file.file);
    const dialog = bo.getByRole('dialog', { name: 'Open a handover file' });
    await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(file.passphrase);
    await dialog.getByRole('button', { name: 'Look inside' }).click();
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(bo.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
    await expect(notHere(bo)).toContainText('Warroom acts from the laptop of');
    await expect(notHere(bo)).toContainText('Bo Lind reads the briefing back');
    await inBothThemes(bo, 'browser-station-opened', [SMALL, LARGE]);
  });

  await test.step('the briefing is read back line by line, and "I have command" gives a receipt', async () => {
    await notHere(bo).getByRole('button', { name: 'Read the briefing' }).click();
    const briefing = bo.getByRole('dialog', { name: 'Handover briefing' });
    await isUsable(briefing);
    await briefing.getByRole('button', { name: 'Begin the read-back' }).click();
    const lines = briefing.getByRole('checkbox');
    await expect(lines.first()).toBeFocused();
    const count = await lines.count();
    for (let i = 0; i < count; i += 1) {
      await expect(lines.nth(i)).toBeFocused();
      await bo.keyboard.press('Space');
    }
    await briefing.getByRole('button', { name: 'Said by Ana Ruiz' }).click();
    await briefing.getByRole('button', { name: 'Said by Bo Lind' }).click();
    await expect(bo.getByRole('region', { name: 'Receipt code' })).toContainText('This laptop has command.');
    await expect(notHere(bo)).toBeHidden();
    await inBothThemes(bo, 'browser-station-receipt', [SMALL, LARGE]);
  });

  await test.step('the receipt is typed on the first laptop: a wrong one changes nothing, the right one fences it', async () => {
    const code = (await bo.getByLabel('The receipt code', { exact: true }).textContent()) ?? '';
    await ana.getByRole('region', { name: 'Handover file' }).getByRole('button', { name: 'Type the receipt' }).click();
    const receipt = ana.getByRole('dialog', { name: 'Type the receipt' });
    await receipt.getByRole('textbox', { name: 'Receipt code' }).fill('lusab-babad');
    await ana.keyboard.press('Enter');
    await expect(receipt.getByRole('alert')).toContainText('Let them spell it letter by letter');
    await picture(ana, 'browser-station-receipt-wrong');
    await receipt.getByRole('textbox', { name: 'Receipt code' }).fill(code.replace('-', ' ').toUpperCase());
    await ana.keyboard.press('Enter');
    await expect(receipt).toBeHidden();
    await expect(notHere(ana)).toContainText('You do not have command any more: it is on the laptop of Bo Lind');
    await expect(bar(ana)).toBeHidden();
    // The board, the head and the clocks say the same as the banner.
    const commander = ana.getByRole('region', { name: 'Role board' }).getByRole('listitem').first();
    await expect(commander).toContainText('Bo Lind');
    await expect(commander).toContainText('other laptop');
    await expect(ana.getByRole('banner')).toContainText('Updates come from');
    await expect(ana.getByRole('region', { name: 'Clocks' })).toContainText('The clocks are with Bo Lind');
    await inBothThemes(ana, 'browser-station-fenced', [SMALL, LARGE]);
  });

  await test.step('both write on; merged both ways they say the same, and Bo has command on both', async () => {
    await log(ana, 'A note of the one who gave command away');
    await log(bo, 'Cards work again in Berlin');
    const [fromAna, fromBo] = [await give(ana), await give(bo)];
    await merge(ana, fromBo);
    await merge(bo, fromAna);
    expect(await readWholeTimeline(bo)).toEqual(await readWholeTimeline(ana));
    await expect(entry(ana, 'Cards work again in Berlin')).toHaveCount(1);
    await expect(notHere(ana)).toContainText('Warroom acts from the laptop of Bo Lind');
    await expect(notHere(bo)).toBeHidden();
    for (const page of [ana, bo])
      await expect(page.getByRole('alert').filter({ hasText: 'Two laptops' })).toHaveCount(0);
  });

  await test.step('taken back without a receipt it asks for a reason', async () => {
    await notHere(ana).getByRole('button', { name: 'Take over…' }).click();
    const take = ana.getByRole('dialog', { name: 'Take over on this laptop' });
    await isUsable(take);
    await ana.keyboard.press('Enter');
    await expect(take.getByRole('alert')).toContainText('reason');
    await picture(ana, 'browser-station-take-over');
    await take.getByRole('textbox', { name: 'Reason' }).fill('Bo is gone');
    await ana.keyboard.press('Enter');
    await expect(notHere(ana)).toBeHidden();
  });
});
