// The SITREP on paper from Electron: by its own printing, so that the cockpit does not stand still meanwhile; where there is no
// printer, or it does not take it, as a PDF of one page.
import { expect, test } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declare } from '../deeds.ts';
import { openDesktop, removeFolder, temporaryFolder } from './desktop.ts';

test('the SITREP is printed, and becomes a file of one page where no printer takes it', async () => {
  const folder = temporaryFolder('printed');
  const desktop = await openDesktop();
  const { page, app } = desktop;
  await declare(page, { title: 'Payments fail', severity: 1, name: 'Ana Ruiz', commander: 'Bo Chen' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F');
  const button = page
    .getByRole('dialog', { name: 'Say it without Slack' })
    .getByRole('button', { name: 'Print SITREP' });
  await expect(button).toBeVisible();
  /** Nobody sits at the virtual display: the printers it has, what became of the job, and the file that was chosen. */
  const answers = (file: string, printers: number, failure: string | null): Promise<void> =>
    app.evaluate(
      ({ BrowserWindow, dialog }, [path, count, reason]) => {
        const [window] = BrowserWindow.getAllWindows();
        if (window === undefined) return;
        Object.assign(globalThis, { prints: 0, asked: '' });
        const contents = window.webContents as unknown as Record<string, unknown>;
        contents['getPrintersAsync'] = () => Promise.resolve(Array.from({ length: count }, () => ({})));
        contents['print'] = (_options: unknown, done: (printed: boolean, why: string) => void) => {
          Object.assign(globalThis, { prints: 1 });
          done(reason === null, reason ?? '');
        };
        dialog.showSaveDialog = ((_window: unknown, { title, defaultPath }: { title: string; defaultPath: string }) => {
          Object.assign(globalThis, { asked: `${title}: ${defaultPath}` });
          return Promise.resolve({ canceled: false, filePath: path });
        }) as unknown as typeof dialog.showSaveDialog;
      },
      [file, printers, failure] as const,
    );
  const asked = (): Promise<unknown> => app.evaluate(() => (globalThis as { asked?: string }).asked);

  const withoutPrinter = join(folder, 'none.pdf');
  await answers(withoutPrinter, 0, null);
  await button.click();
  await expect.poll(() => existsSync(withoutPrinter) && readFileSync(withoutPrinter).length > 0).toBe(true);
  expect(await asked()).toMatch(/^There is no printer\. Save as PDF: \S.*[\\/]sitrep-INC-\S+\.pdf$/u);
  const paper = readFileSync(withoutPrinter).toString('latin1');
  expect(paper.startsWith('%PDF-')).toBe(true);
  expect(paper.match(/\/Type\s*\/Page\b/gu)).toHaveLength(1);

  const refused = join(folder, 'refused.pdf');
  await answers(refused, 1, 'Print job failed');
  await button.click();
  await expect.poll(() => existsSync(refused)).toBe(true);

  // Printed, and said no to: nothing more is asked.
  for (const failure of [null, 'Print job canceled']) {
    await answers(join(folder, 'never.pdf'), 1, failure);
    await button.click();
    await expect.poll(() => app.evaluate(() => (globalThis as { prints?: number }).prints)).toBe(1);
    expect(await asked()).toBe('');
  }
  await desktop.close();
  removeFolder(folder);
});
