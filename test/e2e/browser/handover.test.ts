// Handover with two windows on one host: the outgoing commander's and the incoming one's. Keyboard only, both live.
import type { Page } from '@playwright/test';
import { declare, entry, isUsable } from '../deeds.ts';
import { USUAL } from './look.ts';
import { expect, test } from './own-host.ts';

const bar = (page: Page) => page.getByRole('region', { name: 'Handover' });
const briefing = (page: Page) => page.getByRole('dialog', { name: 'Handover briefing' });

test('command passes from one window to the other in six steps, and only the sixth changes it', async ({
  browser,
  start,
}) => {
  const { url } = await start();
  test.setTimeout(240_000);
  const window = async (): Promise<Page> =>
    (await browser.newContext({ viewport: USUAL, permissions: ['clipboard-read', 'clipboard-write'] })).newPage();
  const [outgoing, incoming] = [await window(), await window()];
  await outgoing.goto(url);
  await declare(outgoing, { title: 'Payments fail', severity: 2, name: 'Nguyen A', commander: 'Nguyen A' });
  await incoming.goto(url);
  await incoming.getByRole('link', { name: 'Payments fail' }).click();
  await expect(incoming.getByRole('region', { name: 'Role board' })).toBeVisible();

  await test.step('offered by key, seen in the other window', async () => {
    await outgoing.getByRole('heading', { level: 1 }).click();
    await outgoing.keyboard.press('h');
    await isUsable(briefing(outgoing));
    await outgoing.keyboard.type('Pham C');
    await outgoing.keyboard.press('Enter');
    await expect(bar(incoming)).toContainText('Nguyen A → Pham C');
    await expect(bar(incoming)).toContainText('Step 2 of 6: Pham C shadows Nguyen A for 15 min');
    await expect(entry(incoming, 'Nguyen A offers command to Pham C')).toHaveCount(1);
  });

  await test.step('the relief begins to shadow in their own window; the clock runs in both', async () => {
    await bar(incoming).getByRole('button', { name: 'Pham C shadows now' }).press('Enter');
    // Behind the dialog of the first window nothing can be reached; it has the clock itself.
    for (const place of [briefing(outgoing), bar(incoming)])
      await expect(place.getByRole('timer', { name: 'Shadowing' })).toHaveText(/^1[45]:\d\d$/u);
    await expect(
      incoming.getByRole('region', { name: 'Clocks' }).getByRole('group', { name: 'Pham C shadows' }),
    ).toBeVisible();
    await expect(bar(incoming)).toContainText('Step 3 of 6: Nguyen A posts a SITREP');
  });

  await test.step('the SITREP that is issued is the third step', async () => {
    await expect(briefing(outgoing).getByRole('button', { name: 'Post the SITREP' })).toBeFocused();
    await outgoing.keyboard.press('Enter');
    await isUsable(outgoing.getByRole('dialog', { name: 'SITREP' }));
    await outgoing.keyboard.press('Enter');
    await expect(bar(incoming)).toContainText('Step 4 of 6: Nguyen A briefs Pham C');
    await outgoing.keyboard.press('Escape');
  });

  await test.step('the briefing is read back, each line ticked with Space', async () => {
    await incoming.getByRole('heading', { level: 1 }).click();
    await incoming.keyboard.press('h');
    await expect(briefing(incoming).getByRole('region', { name: 'Document' })).toContainText('Read back');
    await expect(briefing(incoming).getByRole('button', { name: 'Begin the read-back' })).toBeFocused();
    await incoming.keyboard.press('Enter');
    const lines = briefing(incoming).getByRole('checkbox');
    await expect(lines).toHaveCount(3);
    for (let i = 0; i < 3; i += 1) {
      await expect(lines.nth(i)).toBeFocused();
      if (i === 1) {
      }
      await incoming.keyboard.press('Space');
    }
    await expect(entry(outgoing, 'Pham C read back: It is SEV2')).toHaveCount(1);
  });

  await test.step('shadowing is not over yet: the rest of it is skipped, with a reason', async () => {
    await expect(briefing(incoming).getByRole('button', { name: /^Said by/u })).toHaveCount(0);
    await briefing(incoming).getByRole('button', { name: 'Close dialog' }).press('Enter');
    await expect(briefing(incoming)).toBeHidden();
    await bar(outgoing).getByRole('button', { name: 'Skip…' }).press('Enter');
    const skip = outgoing.getByRole('dialog', { name: 'Skip a step of the handover' });
    await isUsable(skip);
    await outgoing.keyboard.press('Enter');
    await expect(skip.getByRole('alert')).toContainText('reason');
    await expect(skip.getByRole('combobox', { name: 'Step' })).toHaveValue('shadow');
    await skip.getByRole('textbox', { name: 'Reason' }).fill('Was on the bridge from the start');
    await outgoing.keyboard.press('Enter');
    await expect(skip).toBeHidden();
    await expect(bar(outgoing).getByRole('timer', { name: 'Shadowing' })).toHaveCount(0);
    await expect(entry(incoming, 'Was on the bridge from the start')).toHaveCount(1);
  });

  await test.step('the two lines, each in its own window; command is with the first until the second is said', async () => {
    await expect(bar(outgoing)).toContainText('"Handing over command to Pham C"');
    await bar(outgoing).getByRole('button', { name: 'Said by Nguyen A' }).press('Enter');
    await expect(bar(incoming)).toContainText('Step 6 of 6: Pham C says aloud "I have command"');
    for (const page of [outgoing, incoming])
      await expect(page.getByRole('region', { name: 'Role board' })).toContainText('Nguyen A');
    await incoming.getByRole('heading', { level: 1 }).click();
    await incoming.keyboard.press('h');
    await expect(briefing(incoming).getByRole('button', { name: 'Said by Pham C' })).toBeFocused();
    await incoming.keyboard.press('Enter');
    await expect(briefing(incoming)).toBeHidden();
    for (const page of [outgoing, incoming]) {
      await expect(bar(page)).toHaveCount(0);
      await expect(page.getByRole('region', { name: 'Role board' })).toContainText('Pham C');
      await expect(entry(page, 'Pham C: "I have command"')).toContainText('taken down by Nguyen A');
    }
  });

  await test.step('an offer is withdrawn; what cannot wait passes at once, with a reason', async () => {
    await outgoing.getByRole('heading', { level: 1 }).click();
    await outgoing.keyboard.press('h');
    await isUsable(briefing(outgoing));
    await outgoing.keyboard.type('Tran B');
    await outgoing.keyboard.press('Enter');
    await expect(bar(incoming)).toBeVisible();
    await bar(incoming).getByRole('button', { name: 'Withdraw…' }).press('Enter');
    await isUsable(incoming.getByRole('dialog', { name: 'Withdraw the handover' }));
    await incoming.keyboard.press('Enter');
    await expect(briefing(outgoing)).toBeHidden();
    await expect(entry(outgoing, 'Pham C withdrew the handover, Pham C keeps command')).toHaveCount(1);
    await outgoing.keyboard.press('h');
    await briefing(outgoing).getByRole('textbox', { name: 'Name' }).fill('Tran B');
    await briefing(outgoing).getByRole('textbox', { name: 'Reason to skip the steps' }).fill('Lost the line');
    await expect(briefing(outgoing).getByRole('button', { name: 'Pass command at once' })).toBeVisible();
    await outgoing.keyboard.press('Enter');
    await expect(
      entry(incoming, 'Command passed from Pham C to Tran B, without a handover: Lost the line'),
    ).toHaveCount(1);
  });

  await test.step('the commander steps down, and whoever is there claims vacant command', async () => {
    await byPalette(outgoing, 'Step down from command');
    await outgoing.getByRole('dialog', { name: 'Step down' }).getByRole('textbox', { name: 'Reason' }).fill('Ill');
    await outgoing.keyboard.press('Enter');
    await expect(
      incoming.getByRole('region', { name: 'Clocks' }).getByRole('group', { name: 'Nobody has command' }),
    ).toBeVisible();
    await byPalette(incoming, 'Take command myself');
    await expect(entry(outgoing, 'Nguyen A is incident commander')).toHaveCount(2);
    await byPalette(outgoing, 'Say when a shift ends');
    const shift = outgoing.getByRole('dialog', { name: 'End of a shift' });
    await isUsable(shift);
    await outgoing.keyboard.type('06:00');
    await outgoing.keyboard.press('Enter');
    // Hours away, it stands behind the more urgent ones of the strip.
    await byPalette(incoming, 'Show all clocks');
    await expect(incoming.getByRole('dialog', { name: 'Clocks' }).getByText("Nguyen A's shift ends")).toBeVisible();
  });
  for (const page of [outgoing, incoming]) await page.context().close();
});

async function byPalette(page: Page, what: string): Promise<void> {
  // The one before may still wait for its answer; keys belong to it as long as it is there.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(what);
  await page.keyboard.press('Enter');
}
