// What Slack and Statuspage export, chosen as a file in the cockpit and previewed (issue 6, point 8).
import { expect, test } from '../host.ts';
import { entry } from '../deeds.ts';
import { picture } from './look.ts';

const slack = [
  {
    type: 'message',
    user: 'U1',
    ts: '1740000000.000100',
    text: 'error rate is at 12 %',
    user_profile: { real_name: 'Tran B' },
  },
  {
    type: 'message',
    user: 'U2',
    ts: '1740000060.000100',
    text: 'd roll back to <@U1>’s build',
    thread_ts: '1740000000.000100',
  },
  { type: 'message', user: 'U2', ts: '1740000061.000100', text: 'U2 joined', subtype: 'channel_join' },
];
const update = (status: string, at: string): object => ({ status, body: 'We look into it.', created_at: at });
const history = {
  incidents: [
    {
      id: 'aa',
      name: 'API errors',
      impact: 'critical',
      incident_updates: [update('investigating', '2025-02-28T14:32:00Z')],
    },
    { id: 'bb', name: 'Slow search', impact: 'minor', incident_updates: [update('resolved', '2025-02-27T10:00:00Z')] },
  ],
};
const file = (name: string, of: unknown): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(of)),
});

test('a channel of Slack and a history of Statuspage: previewed, what is left out said, and on the record when confirmed', async ({
  cockpit,
}) => {
  const { page } = cockpit;
  await page.getByRole('button', { name: 'Import timeline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import timeline' });
  const rows = dialog.getByRole('table', { name: 'Preview' }).getByRole('row');

  await dialog.getByLabel('File', { exact: true }).setInputFiles(file('2025-02-19.json', slack));
  await expect(rows).toHaveCount(3);
  await expect(dialog.getByRole('status')).toContainText('3 messages of a Slack export, 2 with a time');
  await expect(dialog).toContainText('Left out, messages of Slack itself (somebody joined, the topic changed): 1.');
  await expect(rows.nth(2)).toContainText('U2');
  await dialog
    .getByLabel('Names of people (users.json of the export)')
    .setInputFiles(file('users.json', [{ id: 'U2', real_name: 'Le V' }]));
  await expect(rows.nth(2)).toContainText('Le V');
  await picture(page, 'import-slack');

  await dialog.getByLabel('File', { exact: true }).setInputFiles(file('incidents.json', history));
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('API errors');
  await expect(dialog.getByRole('combobox', { name: 'Severity' })).toHaveValue('1');
  await dialog.getByRole('combobox', { name: 'Incident in the file' }).selectOption('bb');
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Slow search');
  await expect(dialog.getByRole('combobox', { name: 'Severity' })).toHaveValue('3');
  await picture(page, 'import-statuspage');
  await dialog.getByRole('button', { name: 'Add 1 entry' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Slow search');
  await expect(entry(page, 'Status page: Resolved. We look into it.')).toBeVisible();
});
