// Evidence as a person takes it out, and as an auditor checks it: in a browser without a network, from a file on the disk.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unpack } from '../../../src-shared/bundle/container.ts';
import { declare, entry, log } from '../deeds.ts';
import { choose as chooseCommand } from './every-dialog.ts';
import { inBothThemes, LARGE, SMALL, USUAL } from './look.ts';
import { expect, test } from './own-host.ts';

test('access is listed and reviewed, the record is sealed, and the bundle is checked by its own page', async ({
  start,
  browser,
}) => {
  test.setTimeout(120_000);
  const { url } = await start();
  const page = await (await browser.newContext({ viewport: USUAL, acceptDownloads: true })).newPage();
  await page.goto(url);
  await declare(page, { title: 'Payments fail', severity: 1, name: 'Ana Ruiz', commander: 'Bo Chen' });
  await log(page, 'Errors at 31 %, told to ana.ruiz@example.org');
  await chooseCommand(page, 'Evidence for auditors');
  const dialog = page.getByRole('dialog', { name: 'Evidence' });
  await expect(dialog).toContainText('Nobody wrote down who had access');

  await dialog.getByRole('textbox', { name: 'Who', exact: true }).fill('Le D');
  await dialog.getByRole('textbox', { name: 'System' }).fill('payment-db');
  await dialog.getByRole('button', { name: 'Add to the list' }).click();
  await dialog.getByRole('textbox', { name: 'Finding: Le D, payment-db' }).fill('Needed for the failover');
  await inBothThemes(page, 'evidence', [SMALL, LARGE], '[role=dialog]');
  await page.setViewportSize(USUAL);
  await dialog.getByRole('button', { name: 'Reviewed: Le D, payment-db' }).click();
  await expect(dialog).toContainText('Reviewed by Ana Ruiz: Needed for the failover');
  await dialog.getByRole('button', { name: 'Seal the record now' }).click();
  await expect(dialog).toContainText(/UTC, \d+ events, [0-9a-f]{16}/u);

  const dir = mkdtempSync(join(tmpdir(), 'evidence-'));
  try {
    const whole = await saved('Save evidence bundle', join(dir, 'whole.zip'));
    await dialog.getByRole('checkbox', { name: /^Leave personal data out/u }).check({ force: true });
    const redacted = await saved('Save evidence bundle', join(dir, 'redacted.zip'));
    expect(whole.includes('ana.ruiz@example.org')).toBe(true);
    expect(redacted.includes('ana.ruiz@example.org')).toBe(false);
    await page.keyboard.press('Escape');
    await expect(entry(page, 'Record sealed when somebody asked for it')).toBeVisible();

    // The auditor: the page out of the bundle, no network, the bundle chosen.
    const parts = unpack(whole);
    const html = parts.ok ? parts.parts.find(({ name }) => name === 'verify.html')?.bytes : undefined;
    writeFileSync(join(dir, 'verify.html'), html ?? '');
    const changed = Buffer.from(whole);
    changed[changed.indexOf('Errors at 31')] = 0x78;
    writeFileSync(join(dir, 'changed.zip'), changed);

    const context = await browser.newContext({ offline: true });
    const auditor = await context.newPage();
    const asked: string[] = [];
    auditor.on('request', (request) => asked.push(request.url()));
    await auditor.goto(pathToFileURL(join(dir, 'verify.html')).href);
    const status = auditor.getByRole('status');
    const choose = (name: string): Promise<void> =>
      auditor.getByLabel('Evidence bundle').setInputFiles(join(dir, `${name}.zip`));
    await choose('whole');
    await expect(status).toContainText('Every byte is as it was written.');
    await expect(status).toContainText('Payments fail');
    await expect(status).toContainText(/Checkpoint 20\S+/u);
    await choose('redacted');
    await expect(status).toContainText(/Every byte is as it was written[^]*listed in redactions\.json/u);
    await choose('changed');
    await expect(status).toContainText('This is not what Warroom wrote. Part record/journal.jsonl');
    expect(asked.filter((one) => !one.startsWith('file:'))).toEqual([]);
    await context.close();
  } finally {
    rmSync(dir, { recursive: true });
  }

  async function saved(button: string, path: string): Promise<Buffer> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: button }).click(),
    ]);
    await download.saveAs(path);
    return readFileSync(path);
  }
});
