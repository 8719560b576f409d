// A document as a PDF, in real Electron: the sheet and nothing else, on as many pages as it needs, through the door for files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { declare, entry, log } from '../deeds.ts';
import { isForOthers, openDesktop, removeFolder, temporaryFolder } from './desktop.ts';

test('the handover briefing becomes a PDF of at most two pages, and the clipboard has both forms of it', async () => {
  test.setTimeout(120_000);
  const dataDir = temporaryFolder('documents');
  const desktop = await openDesktop({ dataDir });
  const { app, page } = desktop;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await declare(page, { title: 'Payments fail', severity: 1, name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  for (let n = 1; n <= 8; n += 1) await log(page, `Observation ${n}: the error rate stays near ${n + 20} %`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+I');
  const panel = page.getByRole('region', { name: 'Documents', exact: true });
  await panel.getByRole('button', { name: 'Handover briefing' }).click();
  await expect(panel.getByRole('region', { name: 'Document', exact: true })).toContainText('What is ruled out');

  // Nobody sits at the display to answer the system's dialog.
  const target = join(dataDir, 'briefing.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, target);
  await panel.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'PDF or paper' }).click();
  await expect.poll(() => pdfAt(target)?.slice(0, 5) ?? '').toBe('%PDF-');
  expect(isForOthers(target)).toBe(false);
  const pages = pdfAt(target)?.match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
  expect(pages).toBeGreaterThan(0);
  expect(pages).toBeLessThanOrEqual(2);
  await expect(page.locator('.print-sheet')).toHaveCount(0);
  await expect(entry(page, 'Handover briefing issued')).toBeVisible();

  await panel.getByRole('button', { name: 'SITREP' }).click();
  await panel.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toContain('# SITREP: Payments fail');
  const html = await app.evaluate(async ({ clipboard }) => {
    // As in shell/native.ts: an older Electron reads it at once, a newer one by items.
    const older = clipboard as unknown as { readHTML?: () => string };
    if (older.readHTML !== undefined) return older.readHTML();
    const [item] = await clipboard.read();
    const found = await item?.getType('text/html');
    return found instanceof Blob ? found.text() : '';
  });
  expect(html).toContain('<h1>SITREP: Payments fail</h1>');
  await desktop.close();
  removeFolder(dataDir);
});

function pdfAt(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return null; // not written yet
  }
}
