// Laptops of two people: each a host of its own on a data folder of its own, and files that go from hand to hand.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Download, Page } from '@playwright/test';
import { killed, startBrowserHost } from '../host.ts';
import { expect, test as base } from './own-host.ts';

export const test = base.extend<{ laptop: (name: string, env?: Record<string, string>) => Promise<Page> }>({
  laptop: async ({ browser }, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (_name, env) => {
      const { page, end } = await openLaptop(browser, env);
      ends.push(end);
      return page;
    });
    for (const end of ends) await end();
  },
});

/** `onceSaved`: what is done while the dialog still says so. */
export async function give(page: Page, onceSaved?: () => Promise<void>): Promise<{ file: string; passphrase: string }> {
  await deed(page, 'Save handover file');
  const dialog = page.getByRole('dialog', { name: 'Save a handover file' });
  const passphrase = (await dialog.getByLabel('The passphrase', { exact: true }).textContent()) ?? '';
  const [download]: [Download, void] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: /^Save INC-/u }).click(),
  ]);
  await onceSaved?.();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return { file: await download.path(), passphrase };
}

export async function choose(page: Page, file: string): Promise<void> {
  await deed(page, 'Open handover file');
  const dialog = page.getByRole('dialog', { name: 'Open a handover file' });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Choose file' }).click(),
  ]);
  await chooser.setFiles({ name: 'INC.warroom', mimeType: 'application/octet-stream', buffer: readFileSync(file) });
}

export async function merge(page: Page, { file, passphrase }: { file: string; passphrase: string }): Promise<void> {
  await choose(page, file);
  const dialog = page.getByRole('dialog', { name: 'Open a handover file' });
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await dialog.getByRole('button', { name: 'Look inside' }).click();
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await expect(dialog).toBeHidden();
}

export async function deed(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeHidden();
}

async function openLaptop(
  browser: Browser,
  env: Record<string, string> = {},
): Promise<{ page: Page; end: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'warroom-laptop-'));
  const host = await startBrowserHost(dataDir, env);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(host.url);
  return {
    page,
    end: async () => {
      await context.close();
      await killed(host.child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
