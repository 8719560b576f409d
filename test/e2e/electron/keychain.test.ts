// Secrets in real Electron: where the desktop has no keyring they stay in memory, and the settings say so.
import { expect, test, type Locator } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDesktop, removeFolder, temporaryFolder, type Desktop } from './desktop.ts';
import { askHost } from './probes.ts';

const TOKEN = 'xoxb-123456789012-geheim';

let dataDir: string;
test.beforeEach(() => {
  dataDir = temporaryFolder('data');
});
test.afterEach(() => removeFolder(dataDir));

/** The test's own display has no keyring; both names of Linux for that. */
for (const { store, words } of [
  { store: 'basic', words: 'This desktop has no keyring' },
  { store: 'gnome-libsecret', words: 'The keychain of this machine cannot be used now' },
])
  test(`a token is kept in memory where the keyring is "${store}", and is gone with the app`, async () => {
    const first = await openDesktop({ dataDir, args: [`--password-store=${store}`] });
    const slack = await settingsOf(first);
    await slack.getByLabel('Bot token').fill(TOKEN);
    await slack.getByRole('button', { name: 'Save' }).click();
    await expect(slack.getByText('In memory until Warroom ends.')).toBeVisible();
    await expect(slack.getByText('connected')).toBeVisible();
    await expect(slack.getByLabel('Bot token')).toHaveValue('');
    const dialog = first.page.getByRole('dialog', { name: 'Settings' });
    await expect(dialog.getByText(words)).toHaveCount(1);
    const settings = readFileSync(join(dataDir, 'settings.json'), 'utf8');
    expect(settings + first.log()).not.toContain('geheim');
    expect(settings).not.toContain('secrets');
    await first.close();

    const second = await openDesktop({ dataDir, args: [`--password-store=${store}`] });
    await expect((await settingsOf(second)).getByText('not set up')).toBeVisible();
    await second.close();
  });

test('a ciphertext that this machine cannot decrypt is left alone', async () => {
  const desktop = await openDesktop({ dataDir, args: ['--password-store=basic'] });
  await settingsOf(desktop);
  await desktop.close();
  const file = join(dataDir, 'settings.json');
  const secrets = { 'slack.token': Buffer.from('v11-of-another-machine').toString('base64') };
  writeFileSync(file, JSON.stringify({ ...readSettings(file), secrets }));

  const again = await openDesktop({ dataDir, args: ['--password-store=basic'] });
  const slack = await settingsOf(again);
  await expect(slack.getByText('not set up')).toBeVisible();
  await slack.getByLabel('Bot token').fill(TOKEN);
  await slack.getByRole('button', { name: 'Save' }).click();
  await expect(slack.getByText('connected')).toBeVisible();
  await again.close();
  expect(readSettings(file)).toMatchObject({ secrets });
});

test('a token of the environment is used, named, and not to be overwritten', async () => {
  const desktop = await openDesktop({ dataDir, env: { WARROOM_SLACK_TOKEN: TOKEN } });
  const slack = await settingsOf(desktop);
  await expect(slack.getByText('From the environment: WARROOM_SLACK_TOKEN.')).toBeVisible();
  await expect(slack.getByLabel('Bot token')).not.toBeEditable();
  const id = '01JN0000000000000000000001';
  const command = { id, type: 'vendor.configure', vendor: 'slack', fields: { token: 'xoxb-other' } };
  expect(await askHost(desktop.page, { kind: 'host', command })).toMatchObject({
    ok: false,
    refusal: { code: 'not-editable', field: 'token' },
  });
  expect(await desktop.page.content()).not.toContain('geheim');
  await desktop.close();
});

async function settingsOf({ page }: Desktop): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click();
  return page.getByRole('region', { name: 'Slack' });
}

function readSettings(file: string): Record<string, unknown> {
  // The file of the settings is an object.
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
