// The keyboard alone: declaring in a few keys, the main deeds, and a focus that is never lost (DESIGN.md 7).
import type { Locator, Page } from '@playwright/test';
import { entry, isUsable, log, longHold } from '../deeds.ts';
import { expect, test } from '../host.ts';

test('Declaring takes under 5 seconds of work with the keyboard (ours)', async ({ cockpit }) => {
  const { page } = cockpit;
  const keys = await countKeys(page);
  await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Payments fail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
  // At the pace of a fast typist, ten keys a second, that is well under five seconds.
  expect(await keys()).toBe('d'.length + 'Payments fail'.length + 1);
  expect((await keys()) / 10).toBeLessThan(5);
});

test.describe('with time to take a post back', () => {
  test.use({ env: longHold });

  test('the main deeds need no mouse, and the focus is never lost', async ({ cockpit }) => {
    const { page } = cockpit;
    await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible();
    await page.keyboard.press('d');
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
    await page.keyboard.type('Payments fail');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
    const dialog = page.getByRole('dialog');

    await test.step('a line', async () => {
      // After declaring the cursor is in no text field.
      await page.keyboard.press('n');
      await page.keyboard.type('error rate at 31 %');
      await page.keyboard.press('Enter');
      await expect(entry(page, 'error rate at 31 %')).toHaveCount(1);
      await expect(page.getByRole('textbox', { name: 'Log entry' })).toBeFocused();
      // Single keys are shortcuts when the cursor is in no text field.
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'All', exact: true }).focus();
    });

    await test.step('a role', async () => {
      await page.keyboard.press('r');
      await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
      await page.keyboard.type('Tran B');
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
      await expect(entry(page, /Tran B is (Operations lead|Scribe|Communications lead)/)).toHaveCount(1);
      await backWhereItWas(page);
    });

    await test.step('an update', async () => {
      await page.keyboard.press('u');
      await expect(dialog.getByRole('textbox', { name: 'Update' })).toBeFocused();
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(dialog).toBeHidden();
      await expect(entry(page, 'Update #1')).toHaveCount(1);
      await backWhereItWas(page);
    });

    await test.step('the status page: step, step again, and it is on its way', async () => {
      await page.keyboard.press('p');
      await expect(page.getByRole('button', { name: 'Investigating', exact: true })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: 'Public message' })).not.toBeEmpty();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Take back' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(entry(page, 'Status page post taken back')).toHaveCount(1);
      await focusIsSomewhere(page);
      await page.getByRole('button', { name: 'All', exact: true }).focus();
    });

    await test.step('an executive, a SITREP, a severity: opened and left by key', async () => {
      for (const [keys, name] of [
        ['ControlOrMeta+e', 'Executive redirect'],
        ['ControlOrMeta+i', 'SITREP'],
        ['v', 'Change severity'],
        ['h', 'Handover briefing'],
        ['s', 'Snooze the update alarm'],
        ['?', 'All keys'],
        ['ControlOrMeta+,', 'Settings'],
        ['i', 'Import timeline'],
      ] as const) {
        await page.keyboard.press(keys);
        await expect(page.getByRole('dialog', { name }), name).toBeVisible();
        await isUsable(page.getByRole('dialog', { name }));
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog'), name).toBeHidden();
        await backWhereItWas(page);
      }
    });

    await test.step('entries: reached, walked and opened by key', async () => {
      await log(page, 'one more line');
      await entry(page, 'one more line')
        .getByRole('button', { name: /^Actions for / })
        .focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowDown');
      await expect(entry(page, 'one more line').getByRole('button', { name: /^Actions for / })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menu', { name: 'Entry' }).getByRole('menuitem').first()).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(
        page.getByRole('dialog', { name: 'Correct the entry' }).getByRole('textbox', { name: 'Text' }),
      ).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(entry(page, 'one more line').getByRole('button', { name: /^Actions for / })).toBeFocused();
    });

    await test.step('undo', async () => {
      await page.keyboard.press('z');
      await expect(entry(page, 'one more line')).toContainText('retracted');
    });
  });
});

test('a whole night by keys alone: declared in under 5 seconds, staffed, told, decided, handed over, resolved, closed', async ({
  cockpit,
}) => {
  test.setTimeout(120_000);
  const { page } = cockpit;
  // Nothing here presses or points: a mouse would be seen.
  const pointed = await page.evaluateHandle(() => {
    const seen = { presses: 0 };
    document.addEventListener('pointerdown', () => (seen.presses += 1), { capture: true });
    return seen;
  });
  const dialog = page.getByRole('dialog');
  const key = (...keys: string[]) => press(page, keys);
  const answer = async (text: string): Promise<void> => {
    await isUsable(dialog);
    await page.keyboard.type(text);
    await key('Enter');
    await expect(dialog).toBeHidden();
  };

  await test.step('declared', async () => {
    const keys = await countKeys(page);
    await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible();
    await key('d');
    await answer('Payments fail');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
    expect((await keys()) / 10, 'seconds, at ten keys a second').toBeLessThan(5);
  });

  await test.step('acknowledged, and every seat that must be taken is', async () => {
    await key('a');
    for (const name of ['Tran B', 'Pham C', 'Hoang D']) {
      await key('r');
      await answer(name);
      await expect(entry(page, `${name} is `)).toHaveCount(1);
    }
    await expect(page.getByRole('region', { name: 'Role board' }).getByText('vacant')).toHaveCount(0);
  });

  await test.step('the room is told', async () => {
    await key('u');
    await expect(dialog.getByRole('textbox', { name: 'Update' })).toBeFocused();
    await key('ControlOrMeta+Enter');
    await expect(dialog).toBeHidden();
    await expect(entry(page, 'Update #1')).toHaveCount(1);
  });

  await test.step('the public is told', async () => {
    await key('p', 'Enter');
    await expect(page.getByRole('textbox', { name: 'Public message' })).not.toBeEmpty();
    await key('Enter');
    await expect(page.getByRole('button', { name: 'Take back' })).toBeFocused();
    await expect(entry(page, 'Status page: Investigating')).toHaveCount(1, { timeout: 15_000 });
  });

  await test.step('decided', async () => {
    await key('n');
    await page.keyboard.type('d roll back to v2.3.0');
    await key('Enter');
    await expect(entry(page, 'Decision: roll back to v2.3.0')).toHaveCount(1);
    await key('Escape');
  });

  await test.step('handed over in six steps, with the read-back', async () => {
    const said = (label: string | RegExp) => dialog.getByRole('button', { name: label });
    await key('h');
    await isUsable(dialog);
    await page.keyboard.type('Vo D');
    await key('Enter');
    await expect(said('Vo D shadows now')).toBeFocused();
    await key('Enter');
    await expect(said('Post the SITREP')).toBeFocused();
    await key('Enter');
    await expect(page.getByRole('dialog', { name: 'SITREP' })).toBeVisible();
    await expect(said('Copy')).toBeFocused();
    await key('Enter', 'Escape');
    await expect(dialog).toBeHidden();
    await key('h');
    await expect(said('Begin the read-back')).toBeFocused();
    await key('Enter');
    const lines = dialog.getByRole('checkbox');
    for (let i = 0; i < 3; i += 1) {
      await expect(lines.nth(i)).toBeFocused();
      await key('Space');
    }
    // The fifteen minutes beside each other are cut short, with a reason.
    await tabTo(page, said('Skip a step…'));
    await key('Enter');
    await expect(page.getByRole('dialog', { name: 'Skip a step of the handover' })).toBeVisible();
    await answer('Was on the bridge from the start');
    for (const line of ['Handing over command to Vo D', 'I have command']) {
      await key('h');
      await expect(said(/^Said by /u)).toBeFocused();
      await key('Enter');
      if (line === 'I have command') await expect(dialog).toBeHidden();
      else await key('Escape');
      await expect(dialog).toBeHidden();
      await expect(entry(page, line)).toHaveCount(1);
    }
    await expect(page.getByRole('region', { name: 'Role board' })).toContainText('Vo D');
  });

  await test.step('resolved, and closed', async () => {
    await key('Shift+R');
    await isUsable(dialog);
    await key('ControlOrMeta+Enter');
    await expect(dialog).toBeHidden();
    await expect(entry(page, 'Incident is resolved')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await key('ControlOrMeta+k');
    await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused();
    await page.keyboard.type('Close the incident');
    await key('Enter');
    await expect(page.getByRole('dialog', { name: 'Close the incident' })).toBeVisible();
    await isUsable(dialog);
    await key('ControlOrMeta+Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('radio', { name: /^Closed/u })).toBeChecked();
  });
  expect(await pointed.evaluate(({ presses }) => presses)).toBe(0);
});

test('a dialog gives the focus back to the button that opened it', async ({ cockpit }) => {
  const { page } = cockpit;
  await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Payments fail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
  for (const name of ['Post update', 'Write SITREP', 'Redirect executive', 'Settings', 'Hand over', 'Assign Scribe']) {
    const button = page.getByRole('button', { name }).first();
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(button, name).toBeFocused();
  }
});

async function countKeys(page: Page): Promise<() => Promise<number>> {
  const count = await page.evaluateHandle(() => {
    const seen = { keys: 0 };
    document.addEventListener('keydown', () => (seen.keys += 1), { capture: true });
    return seen;
  });
  return () => count.evaluate((seen) => seen.keys);
}

async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** As far as there is anything to reach. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  const isThere = (): Promise<boolean> => wanted.evaluate((element) => element === document.activeElement);
  for (let i = 0; i < 40 && !(await isThere()); i += 1) await page.keyboard.press('Tab');
  await expect(wanted).toBeFocused();
}

/** On the button it was on before the dialog came. */
async function backWhereItWas(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'All', exact: true })).toBeFocused();
}

/** In something that can be pressed: not on nothing, not in what is gone. */
async function focusIsSomewhere(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body))
    .toBe(true);
}
