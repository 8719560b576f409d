// A handover file over a wire: to the incident's channel in Slack by one press, and through a folder of a shared drive, where the
// other laptop finds it by itself.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeTests, type Page } from '@playwright/test';
import { declare, entry, log } from '../deeds.ts';
import { lane, test as vendors } from '../vendors-kit.ts';
import { room } from '../vendors-story.ts';
import { deed, test as laptops } from './laptops.ts';
import { inBothThemes, LARGE, SMALL } from './look.ts';
import { expect } from './own-host.ts';

const test = mergeTests(laptops, vendors);

test('a handover file goes to the channel, and into the shared folder, where the other laptop finds it', async ({
  laptop,
  twins,
}) => {
  test.slow();
  const folder = mkdtempSync(join(tmpdir(), 'warroom-shared-'));
  const [ana, bo] = [await laptop('ana', twins.env), await laptop('bo')];
  await share(bo, join(folder, 'nowhere'));
  await expect(settings(bo)).toContainText('The shared folder is not there.');
  await inBothThemes(bo, 'shared-folder-refused', [SMALL], '[role=dialog]');
  await bo.keyboard.press('Escape');
  for (const page of [ana, bo]) {
    await share(page, folder);
    await expect(settings(page).getByRole('button', { name: 'Use this folder' })).toBeHidden();
    await page.keyboard.press('Escape');
  }

  await declare(ana, { title: 'Payments fail', severity: 2, name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await log(ana, 'Errors since the deploy at 02:40');
  await expect(lane(ana, 'Incident channel')).toContainText('in step', { timeout: 30_000 });

  await deed(ana, 'Save handover file');
  const save = ana.getByRole('dialog', { name: 'Save a handover file' });
  const passphrase = (await save.getByLabel('The passphrase', { exact: true }).textContent()) ?? '';
  await save.getByRole('button', { name: `Send to #${room(twins).name}` }).click();
  await expect(save).toContainText('Say the passphrase by voice, never in Slack.');
  await save.getByRole('button', { name: 'Save in the shared folder' }).click();
  await expect(save).toContainText('It lies in the shared folder as INC-');
  await inBothThemes(ana, 'handover-file-by-wire', [SMALL, LARGE], '[role=dialog]');
  await save.getByRole('button', { name: 'Done' }).click();
  await expect(entry(ana, /handover file/iu)).toHaveCount(1);

  const [name = ''] = readdirSync(folder);
  const [sent, ...others] = [...twins.slack.workspace.files.values()];
  expect(others).toEqual([]);
  expect(sent).toMatchObject({ name, length: readFileSync(join(folder, name)).length });
  const post = twins.slack.messagesIn(room(twins).id).find(({ files }) => files?.[0]?.id === sent?.id);
  expect(post?.text).toContain('Its passphrase is told by voice');
  expect(JSON.stringify(twins.slack.arrivals.map(({ args }) => args))).not.toContain(passphrase);

  const banner = bo.getByRole('region', { name: 'Shared folder' });
  await expect(banner).toContainText(name, { timeout: 30_000 });
  await inBothThemes(bo, 'shared-folder-found', [SMALL, LARGE]);
  await banner.getByRole('button', { name: `Open it: ${name}` }).click();
  const dialog = bo.getByRole('dialog', { name: 'Open a handover file' });
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await dialog.getByRole('button', { name: 'Look inside' }).click();
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(bo.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
  await expect(entry(bo, 'Errors since the deploy')).toHaveCount(1);
  await expect(banner).toBeHidden();
  rmSync(folder, { recursive: true });
});

function settings(page: Page) {
  return page.getByRole('dialog', { name: 'Settings' });
}

async function share(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await settings(page).getByRole('textbox', { name: 'Shared folder for handover files' }).fill(folder);
  await settings(page).getByRole('button', { name: 'Use this folder' }).click();
}
