// What stands on the record can be put right, found and read again, and what stood there before stays on view.
import type { Page } from '@playwright/test';
import { expect, test } from './host.ts';
import { chooseDeed, declare, entries, entry, log, openFromList, toList } from './deeds.ts';
import { paste } from './real-incident.ts';

const HOUR_MS = 3_600_000;

test('entries are corrected, retracted, restored, starred and undone, and the original stays on view', async ({
  cockpit,
}) => {
  const { page } = cockpit;
  await declare(page, { title: 'Payments fail for some users' });

  await test.step('text and time are corrected; the first version is one press away', async () => {
    await log(page, 'eror rate at 13 %');
    const written = await entry(page, 'eror rate').getByRole('time').getAttribute('datetime');
    const earlier = new Date(Date.parse(written ?? '') - HOUR_MS).toISOString();
    await chooseDeed(page, 'eror rate', 'Correct text or time…');
    const dialog = page.getByRole('dialog', { name: 'Correct the entry' });
    await dialog.getByRole('textbox', { name: 'Text' }).fill('error rate at 31 %');
    await dialog.getByLabel('Date (UTC)').fill(earlier.slice(0, 10));
    await dialog.getByLabel('Time (UTC)').fill(earlier.slice(11, 19));
    await dialog.getByRole('button', { name: 'Save correction' }).click();
    await expect(dialog).toBeHidden();
    const corrected = entry(page, 'error rate at 31 %');
    await expect(corrected.getByRole('time').first()).toContainText(earlier.slice(11, 19));
    await expect(corrected).toHaveAttribute('aria-posinset', '1');
    await expect(corrected).not.toContainText('eror rate at 13 %');
    await corrected.getByRole('button', { name: 'corrected' }).click();
    await expect(corrected.getByRole('deletion').or(corrected.locator('s'))).toContainText(
      `${(written ?? '').slice(11, 19)} eror rate at 13 %`,
    );
  });

  await test.step('a retracted line stays, struck through, and comes back', async () => {
    await log(page, 'typed in the wrong incident');
    await chooseDeed(page, 'typed in the wrong incident', 'Retract…');
    const dialog = page.getByRole('dialog', { name: 'Retract the entry' });
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill('belongs to the other one');
    await dialog.getByRole('button', { name: 'Retract', exact: true }).click();
    await expect(entry(page, 'typed in the wrong incident')).toContainText(/retracted \d\d:\d\d/);
    await expect(entry(page, 'typed in the wrong incident').getByTitle('belongs to the other one')).toBeVisible();
    await chooseDeed(page, 'typed in the wrong incident', 'Restore');
    await expect(entry(page, 'typed in the wrong incident')).not.toContainText('retracted');
  });

  await test.step('a star is put on, and undo takes it off, then what came before', async () => {
    await log(page, 'replica lag is back to normal');
    const line = entry(page, 'replica lag is back to normal');
    await chooseDeed(page, 'replica lag', 'Star');
    await expect(line).toContainText('starred');
    await undo(page);
    await expect(line).not.toContainText('starred');
    await undo(page);
    await expect(line).toContainText(/retracted \d\d:\d\d/);
  });

  await test.step('what is written late says so', async () => {
    await log(page, '-4m ! deployment reached production');
    const late = entry(page, 'deployment reached production');
    await expect(late).toContainText(/added \d\d:\d\d/);
    await expect(late).toContainText('starred');
    const [happened, newest] = await Promise.all([
      late.getByRole('time').getAttribute('datetime'),
      entry(page, 'replica lag').getByRole('time').getAttribute('datetime'),
    ]);
    const minutesBefore = (Date.parse(newest ?? '') - Date.parse(happened ?? '')) / 60_000;
    expect(minutesBefore).toBeGreaterThan(3);
    expect(minutesBefore).toBeLessThanOrEqual(4);
  });
});

test('hypotheses, tasks and actions reach their end, and the SITREP knows', async ({ cockpit }) => {
  const { page } = cockpit;
  await declare(page, { title: 'Logins time out' });
  await log(page, 'h identity provider is down');
  await log(page, 'h pool exhausted by the last deployment');
  await log(page, 't @"Tran B" 10m check the error rate by pod');
  await log(page, 'a rollback of the login service');

  await chooseDeed(page, 'H1 identity provider is down', 'Eliminate…');
  const eliminate = page.getByRole('dialog', { name: 'Eliminate H1' });
  await eliminate.getByRole('button', { name: 'Eliminate', exact: true }).click();
  await expect(eliminate.getByRole('alert')).toContainText(/evidence/i);
  await eliminate.getByRole('textbox', { name: 'Evidence' }).fill('its own status page is green');
  await eliminate.getByRole('button', { name: 'Eliminate', exact: true }).click();
  await expect(eliminate).toBeHidden();
  const [raised, settled] = [
    entry(page, 'H1 identity provider is down').first(),
    entry(page, 'its own status page is green'),
  ];
  await expect(raised).toContainText('eliminated');
  await expect(settled).toContainText('H1 eliminated, identity provider is down');

  await chooseDeed(page, 'H2 pool exhausted', 'Confirm…');
  const confirm = page.getByRole('dialog', { name: 'Confirm H2' });
  await confirm.getByRole('textbox', { name: 'Evidence' }).fill('50 of 50 in use on every pod');
  await confirm.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(entry(page, 'H2 pool exhausted').first()).toContainText('confirmed');

  const task = entry(page, 'check the error rate by pod').first();
  await expect(task).toContainText('Tran B');
  await expect(task).toContainText(/\d:\d\d left/);
  await task.getByRole('button', { name: /^Actions for / }).click();
  await page.getByRole('menuitem', { name: 'Task is done' }).click();
  await expect(task).toContainText(/done \d\d:\d\d/);
  await chooseDeed(page, 'rollback of the login service', 'Action is done');
  await expect(entry(page, 'rollback of the login service').first()).toContainText('done');

  await test.step('filters show one kind, and all again', async () => {
    const show = page.getByRole('group', { name: 'Show' });
    await show.getByRole('button', { name: 'Hypotheses 2' }).click();
    await expect(entry(page, 'identity provider is down').first()).toBeVisible();
    await expect(entry(page, 'check the error rate')).toHaveCount(0);
    // Kinds add up: the first is let go before the next.
    await show.getByRole('button', { name: 'Hypotheses 2' }).click();
    await show.getByRole('button', { name: 'Tasks 1' }).click();
    await expect(entry(page, 'check the error rate').first()).toBeVisible();
    await expect(entry(page, 'identity provider is down')).toHaveCount(0);
    await show.getByRole('button', { name: 'All' }).click();
    await expect(entry(page, 'identity provider is down').first()).toBeVisible();
  });

  await page.getByRole('button', { name: 'Write SITREP' }).click();
  const sitrep = page.getByRole('dialog', { name: 'SITREP' }).getByRole('region', { name: 'Document' });
  await expect(sitrep).toContainText('its own status page is green');
  await expect(sitrep).toContainText('50 of 50 in use on every pod');
});

test('several incidents: listed, opened, searched, switched, and readable when they are closed', async ({
  cockpit,
}) => {
  const { page } = cockpit;
  await declare(page, { title: 'Exports hang', severity: 3 });
  await toList(page);
  await declare(page, { title: 'Nobody can log in', severity: 1 });
  await log(page, 'only the second one knows this');

  await test.step('the palette opens the other one', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Command' }).fill('exports hang');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exports hang');
    await expect(entry(page, 'only the second one knows this')).toHaveCount(0);
  });

  await test.step('search finds a line among many, and jumps to it', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, i) =>
        `2025-02-28 ${String(Math.floor(i / 60) + 8).padStart(2, '0')}:${String(i % 60).padStart(2, '0')} worker ${i} reports in`,
    );
    lines[40] = '2025-02-28 08:40 somebody pulled the violet cable';
    await paste(page, lines.join('\n'));
    await page.getByRole('button', { name: 'Add 300 entries' }).click();
    await expect(entries(page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', '302');
    await expect(entry(page, 'violet cable')).toHaveCount(0);
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Search timeline' }).fill('violet');
    const found = page.getByRole('listbox', { name: 'Found entries' }).getByRole('option');
    await expect(found).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(entry(page, 'violet cable')).toBeInViewport();
    await expect(entry(page, 'violet cable')).toHaveAttribute('aria-posinset', '41');
  });

  await test.step('resolved by its questions, then closed', async () => {
    await page.getByRole('radiogroup', { name: 'Incident status' }).getByRole('radio', { name: 'Resolved' }).click();
    const resolve = page.getByRole('dialog', { name: 'Resolve the incident' });
    await resolve
      .getByRole('radiogroup', { name: 'Is the impact over?' })
      .getByRole('radio', { name: 'Yes' })
      .check({ force: true });
    await resolve.getByRole('button', { name: 'Resolve incident' }).click();
    await expect(resolve).toBeHidden();
    await page.getByRole('radiogroup', { name: 'Incident status' }).getByRole('radio', { name: 'Closed' }).click();
    await page
      .getByRole('dialog', { name: 'Close the incident' })
      .getByRole('button', { name: 'Close incident' })
      .click();
    // Reading further up, nothing moves; what came meanwhile is one press away.
    await page.getByRole('button', { name: /^\d+ new entr/ }).click();
    await expect(entry(page, 'Incident is closed')).toBeVisible();
  });

  await test.step('the list shows both, each where it belongs, and the closed one is readable', async () => {
    await toList(page);
    const running = page.getByRole('list', { name: 'Running incidents' }).getByRole('listitem');
    const over = page.getByRole('list', { name: 'Resolved and closed incidents' }).getByRole('listitem');
    await expect(running).toHaveCount(1);
    await expect(running).toContainText('Nobody can log in');
    await expect(over).toHaveCount(1);
    await expect(over).toContainText('Exports hang');
    await openFromList(page, 'Exports hang');
    await expect(entries(page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', /^30\d$/);
    await expect(entry(page, 'worker 299 reports in').or(entry(page, 'Incident is closed')).first()).toBeVisible();
    await page.getByRole('button', { name: 'Write SITREP' }).click();
    await expect(page.getByRole('dialog', { name: 'SITREP' }).getByRole('region', { name: 'Document' })).toContainText(
      'Exports hang',
    );
  });
});

test('command, severity and cadence change with their reasons on the record', async ({ cockpit }) => {
  const { page } = cockpit;
  await test.step('the severity is chosen by the questions, and the path is kept', async () => {
    await page.getByRole('button', { name: 'Declare incident' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Declare incident' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Reports are two hours old');
    await dialog.getByRole('button', { name: /^Not sure/ }).click();
    const questions = dialog.getByRole('group', { name: 'Severity questions' });
    for (const asked of [
      'down for all or most',
      'a breach',
      'lost or corrupted',
      'law or regulation',
      '10 % of users',
    ]) {
      await expect(questions).toContainText(asked);
      await questions.getByRole('button', { name: 'No', exact: true }).click();
    }
    await expect(questions).toContainText('Is money affected?');
    await questions.getByRole('button', { name: 'Yes' }).click();
    await expect(questions).toContainText('SEV2');
    await questions.getByRole('button', { name: 'No', exact: true }).click();
    await questions.getByRole('button', { name: 'In doubt' }).click();
    await expect(dialog.getByRole('radio', { name: 'SEV2' })).toBeChecked();
    await dialog.getByRole('textbox', { name: 'Your name' }).fill('Tran B');
    await dialog.getByRole('textbox', { name: 'Incident commander' }).fill('Nguyen A');
    await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
    await expect(entry(page, 'declared SEV2')).toContainText('Is money affected? Yes');
  });

  await test.step('reassigning command names both', async () => {
    await page.getByRole('button', { name: 'Reassign Incident commander' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reassign Incident commander' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Le V');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The line is lost');
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(entry(page, 'Command passed from Nguyen A to Le V')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Role board' })).toContainText('Le V');
  });

  await test.step('another severity asks why', async () => {
    await page.getByRole('button', { name: /Change severity$/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Change severity' });
    await dialog.getByRole('combobox', { name: 'New severity' }).selectOption('1');
    await dialog.getByRole('button', { name: 'Change to SEV1' }).click();
    await expect(dialog.getByRole('alert').filter({ hasText: /reason/i })).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('card data may be wrong');
    await dialog.getByRole('button', { name: 'Change to SEV1' }).click();
    // It became SEV1: the message to the executives is offered at once.
    await expect(page.getByRole('dialog', { name: /^Executive update/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(entry(page, 'Severity changed from SEV2 to SEV1: card data may be wrong')).toBeVisible();
    await expect(page.getByRole('timer', { name: 'Next update' })).toHaveText(/^1[45]:\d\d$/);
  });

  await test.step('snoozing asks why', async () => {
    await page.getByRole('button', { name: 'Post the update now, or snooze' }).click();
    await page.getByRole('menuitem', { name: /^Snooze/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Snooze the update alarm' });
    await dialog.getByRole('button', { name: 'Snooze 5 min' }).click();
    await expect(dialog.getByRole('alert').filter({ hasText: /reason/i })).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('rollback is running');
    await dialog.getByRole('button', { name: 'Snooze 5 min' }).click();
    await expect(entry(page, 'Update alarm snoozed 5 min: rollback is running')).toBeVisible();
  });
});

/** The key works when the cursor is in no text field. */
async function undo(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Log entry' }).press('Escape');
  await page.keyboard.press('z');
}
