// Files that go out and come in by the person's own hand, in real Electron: the system's dialogs are asked, what is saved is there
// whole and for its owner alone, and what was saved opens again, here and on another laptop.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { declare, entry, log } from '../deeds.ts';
import { type Desktop, isForOthers, openDesktop, removeFolder, temporaryFolder } from './desktop.ts';

test('a handover file is saved by the system’s dialog and opened on another laptop; a text is saved the same way', async () => {
  test.setTimeout(90_000);
  const folder = temporaryFolder('files');
  const ana = await openDesktop();
  const { page } = ana;
  await declare(page, { title: 'Payments fail', severity: 1, name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await log(page, 'Errors since the deploy at 02:40');

  await deed(page, 'Save handover file');
  const save = page.getByRole('dialog', { name: 'Save a handover file' });
  const passphrase = (await save.getByLabel('The passphrase', { exact: true }).textContent()) ?? '';
  const press = save.getByRole('button', { name: /^Save INC-/u });

  // Thought better of, and then put where nothing can be: the file is still there to be saved.
  await answerSave(ana, null);
  await press.click();
  await expect.poll(() => asked(ana)).toMatch(/[\\/]INC-\S+\.warroom$/u);
  await expect(save.getByText(/^Saved as/u)).toBeHidden();
  const taken = join(folder, 'taken');
  mkdirSync(taken);
  writeFileSync(join(taken, 'in it'), '');
  await answerSave(ana, taken);
  await press.click();
  await expect(save.getByRole('alert')).toContainText('The file was not saved');
  expect(readdirSync(folder)).toEqual(['taken']);

  const file = join(folder, 'given.warroom');
  writeFileSync(file, 'an older one', { mode: 0o644 });
  await answerSave(ana, file);
  await press.click();
  await expect(save.getByText(/^Saved as/u)).toBeVisible();
  expect(readdirSync(folder).toSorted()).toEqual(['given.warroom', 'taken']);
  expect(readFileSync(file).length).toBeGreaterThan(1000);
  expect(isForOthers(file)).toBe(false);
  await save.getByRole('button', { name: 'Done' }).click();

  // What the page has made goes the same way, and is issued only once it is saved.
  await page.keyboard.press('Shift+I');
  const panel = page.getByRole('region', { name: 'Documents', exact: true });
  await panel.getByRole('button', { name: 'Handover briefing' }).click();
  await answerSave(ana, null);
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(() => asked(ana)).toMatch(/-handover-briefing-[\d-]+\.md$/u);
  await expect(entry(page, 'Handover briefing issued')).toBeHidden();
  const briefing = join(folder, 'briefing.md');
  await answerSave(ana, briefing);
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(entry(page, 'Handover briefing issued')).toBeVisible();
  expect(readFileSync(briefing, 'utf8')).toContain('# Handover briefing: Payments fail');
  expect(isForOthers(briefing)).toBe(false);
  await ana.close();

  const bo = await openDesktop();
  await expect(bo.page.getByRole('heading', { level: 1 })).toBeVisible();
  await deed(bo.page, 'Open handover file');
  const open = bo.page.getByRole('dialog', { name: 'Open a handover file' });
  await answerOpen(bo, taken);
  await open.getByRole('button', { name: 'Choose file' }).click();
  await expect(open.getByRole('alert')).toContainText('The file was not read: it is no file. Nothing was changed.');
  await answerOpen(bo, file);
  await open.getByRole('button', { name: 'Choose file' }).click();
  await open.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await open.getByRole('button', { name: 'Look inside' }).click();
  await open.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(bo.page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
  await expect(entry(bo.page, 'Errors since the deploy at 02:40')).toBeVisible();
  await bo.close();
  removeFolder(folder);
});

/** Nobody sits at the display to answer the system's dialog; null: cancelled. */
function answerSave({ app }: Desktop, path: string | null): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    Object.assign(globalThis, { asked: '' });
    dialog.showSaveDialog = ((_window: unknown, { defaultPath }: { defaultPath: string }) => {
      Object.assign(globalThis, { asked: defaultPath });
      return Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
    }) as unknown as typeof dialog.showSaveDialog;
  }, path);
}

function asked({ app }: Desktop): Promise<string> {
  return app.evaluate(() => (globalThis as unknown as { asked: string }).asked);
}

function answerOpen({ app }: Desktop, path: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, path);
}

async function deed(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeHidden();
}
