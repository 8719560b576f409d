// Playbooks as their author meets them: a mistake seen and mended, saved, chosen, declared under, exported and imported; and a
// running incident that keeps its own until it is switched.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declare, entry } from '../deeds.ts';
import { expect, test } from '../host.ts';
import { SMALL, USUAL, check, picture } from './look.ts';

test('a playbook is edited, saved, chosen, and a running incident is switched to it', async ({ cockpit }) => {
  const { page } = cockpit;
  const dialog = page.getByRole('dialog', { name: 'Playbooks' });
  const text = dialog.getByRole('textbox', { name: 'Playbook text' });
  const problems = dialog.getByRole('region', { name: 'Problems' });
  const open = async (): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Command' }).fill('Playbooks');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
  };
  await declare(page, { title: 'Payments fail', severity: 1, commander: 'Tran B' });

  await test.step('it shows the five that are built in, readable', async () => {
    await open();
    await expect(dialog.getByRole('navigation', { name: 'Playbooks' }).getByRole('button')).toHaveText([
      /Standard.*built in.*for the next incident/u,
      /Tight cadence \(S0\)/u,
      /Duration targets \(S1\)/u,
      /Chain of command \(S2\)/u,
      /Priorities P1 to P4 \(S3\)/u,
      'Import playbook',
    ]);
    await dialog.getByRole('button', { name: /Chain of command/u }).click();
    const matrix = dialog.getByRole('table', { name: 'Severities and their clocks' });
    await expect(matrix.getByRole('row', { name: /^Updates every/u })).toContainText('15 min to 30 min');
    await check(page, 'playbooks-read');
    await page.setViewportSize(SMALL);
    await picture(page, 'playbooks-read-small');
    await page.setViewportSize(USUAL);
  });

  await test.step('a copy is edited; a mistake is listed with its place and mended there', async () => {
    const listed = dialog.getByRole('button', { name: /^Standard/u });
    await listed.click();
    // What is on the screen is duplicated: the text of the one that was pressed has come.
    await expect(listed).toHaveAttribute('aria-pressed', 'true');
    await dialog.getByRole('button', { name: 'Duplicate' }).click();
    await expect(text).toHaveValue(/^id: standard-team$/mu);
    await expect(problems).toContainText('No problems.');
    const good = await text.inputValue();
    await text.fill(good.replace('acknowledge: 5 ', 'acknowledge: soon '));
    await expect(problems).toContainText('1 problem.');
    await expect(problems).toContainText('found "soon"');
    await check(page, 'playbooks-problem');
    await dialog.getByRole('button', { name: 'Save playbook' }).click();
    await expect(dialog.getByRole('alert')).toContainText('expected a whole number of minutes');
    await problems.getByRole('button', { name: /^Go to line/u }).click();
    await expect(text).toBeFocused();
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('7 # ours');
    await expect(problems).toContainText('No problems.');
    // Leaving loses nothing that was typed, and the keyboard gets out of the text.
    await page.keyboard.press('Tab');
    await expect(text).not.toBeFocused();
  });

  await test.step('it is saved, chosen, and compared with the one built in', async () => {
    await dialog.getByRole('button', { name: 'Save playbook' }).click();
    await expect(dialog.getByRole('button', { name: /standard-team\.yaml/u })).toBeVisible();
    const file = join(cockpit.dataDir, 'playbooks', 'standard-team.yaml');
    expect(readFileSync(file, 'utf8')).toContain('acknowledge: 7 # ours');
    await dialog.getByRole('button', { name: 'Use for the next incident' }).click();
    await expect(dialog.getByRole('button', { name: 'In use for the next incident' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Compare', exact: true }).click();
    const row = dialog.getByRole('row', { name: /severities\.1\.clocks\.acknowledge/u });
    await expect(row).toContainText('5 min');
    await expect(row).toContainText('7 min');
    await dialog.getByRole('combobox', { name: 'By' }).selectOption('lines of text');
    await expect(dialog.getByRole('list', { name: 'Changed lines' })).toContainText('acknowledge: 7 # ours');
    await check(page, 'playbooks-compare');
  });

  await test.step('the running incident still has its own; switching shows what changes, and is logged', async () => {
    const running = dialog.getByRole('region', { name: 'The running incident' });
    await expect(running).toContainText('runs under Standard');
    await running.getByRole('button', { name: /^Switch it to/u }).click();
    await expect(running.getByRole('row', { name: /severities\.1\.clocks\.acknowledge/u })).toBeVisible();
    await check(page, 'playbooks-switch');
    await running.getByRole('button', { name: 'Switch playbook' }).click();
    await expect(running).toContainText('this one');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(entry(page, 'Playbook is now standard-team')).toHaveCount(1);
  });

  await test.step('it is exported, deleted, imported again', async () => {
    await open();
    const saved = await cockpit.saved(() => dialog.getByRole('button', { name: 'Export' }).click());
    expect(saved.name).toBe('standard-team.yaml');
    expect(saved.text).toContain('acknowledge: 7 # ours');
    await dialog.getByRole('button', { name: 'Delete playbook' }).click();
    await expect(dialog.getByRole('button', { name: /standard-team\.yaml/u })).toBeHidden();
    expect(existsSync(join(cockpit.dataDir, 'playbooks', 'standard-team.yaml'))).toBe(false);
    await dialog.getByRole('button', { name: 'Import playbook' }).click();
    await dialog
      .getByLabel('Playbook file')
      .setInputFiles({ name: saved.name, mimeType: 'text/yaml', buffer: Buffer.from(saved.text) });
    await expect(problems).toContainText('No problems.');
    await dialog.getByRole('button', { name: 'Save playbook' }).click();
    await expect(dialog.getByRole('button', { name: /standard-team\.yaml/u })).toBeVisible();
    await page.keyboard.press('Escape');
  });
});
