// Slack down until the end, and what a person does about what does not go out: the outbox is the same in both hosts.
import type { Locator } from '@playwright/test';
import { declare, entry, publish } from '../deeds.ts';
import {
  allInStep,
  delivery,
  expect,
  lane,
  onItsWay,
  retryNow,
  tellExecutives,
  tellRoom,
  test,
} from '../vendors-kit.ts';
import { type Deed, deeds, heardOnce, room, TITLE } from '../vendors-story.ts';

test('Slack down from before the declaration until the end: the cockpit does not care, then all of it arrives', async ({
  cockpit,
  twins,
}) => {
  test.setTimeout(120_000);
  const { page } = cockpit;
  const back = await twins.slackDown();
  const { closedAndArchived: _, ...story } = deeds;
  for (const deed of Object.values<Deed>(story)) await deed(page);

  await expect(lane(page, 'Incident channel')).toContainText('trying again');
  await expect(lane(page, 'Incident channel')).toContainText('Slack cannot be reached');
  await expect(lane(page, 'Incident channel')).toContainText(/\d+ queued, oldest \d/u);
  await expect(lane(page, 'Executive channel')).toContainText('Slack cannot be reached');
  await expect(lane(page, 'Statuspage')).toContainText('in step');
  await expect(lane(page, 'Private page')).toContainText('in step');
  expect(twins.page.mailings()).toHaveLength(4);
  expect(twins.slack.arrivals).toEqual([]);

  await back();
  await retryNow(page, 'Incident channel');
  await allInStep(page);
  heardOnce(twins);
  // There was no channel to ask about when it was closed.
  await delivery(page).getByRole('button', { name: 'Archive channel' }).click();
  await expect.poll(() => room(twins).archived).toBe(true);
});

test('the settings say where each value comes from and try it; a revoked token stops Slack until it is good again', async ({
  cockpit,
  twins,
}) => {
  const { page } = cockpit;
  await page.getByRole('button', { name: 'Settings' }).click();
  const slack = page.getByRole('dialog', { name: 'Settings' }).getByRole('region', { name: 'Slack', exact: true });
  const statuspage = page.getByRole('dialog', { name: 'Settings' }).getByRole('region', { name: 'Statuspage' });
  await expect(slack).toContainText('From the environment: WARROOM_SLACK_TOKEN.');
  await expect(statuspage).toContainText('From the environment: WARROOM_STATUSPAGE_API_KEY.');
  await expect(slack).not.toContainText(twins.slack.token);
  await slack.getByRole('button', { name: 'Test connection' }).click();
  await expect(slack.getByRole('status')).toContainText('It works.');
  await expect(slack.getByRole('status')).toContainText('Workspace: Example Ltd');
  await expect(slack.getByRole('status')).toContainText('Channel #exec-updates: Found');
  await statuspage.getByRole('button', { name: 'Test connection' }).click();
  await expect(statuspage.getByRole('status')).toContainText('It works.');
  await expect(statuspage.getByRole('status')).toContainText('Public page: Example Status');
  await expect(statuspage.getByRole('status')).toContainText('Private page: Example Status for partners');

  twins.slack.setToken('token_revoked');
  await slack.getByRole('button', { name: 'Test connection' }).click();
  await expect(slack.getByRole('status')).toContainText('It does not work yet.');
  await expect(slack.getByRole('status')).toContainText('Workspace: failed.');
  await page.keyboard.press('Escape');

  await declare(page, { title: TITLE, commander: 'Ana Ruiz' });
  const rooms = lane(page, 'Incident channel');
  await expect(rooms).toContainText('stopped: ');
  await expect(rooms).toContainText('token');
  await expect(lane(page, 'Executive channel')).toContainText('in step');
  await expect(lane(page, 'Incidents channel')).toContainText('stopped: ');
  await expect(delivery(page)).toContainText('need you');
  await expect(lane(page, 'Statuspage')).toContainText('in step');
  await rooms.getByRole('button', { name: 'Slack settings' }).click();
  await expect(slack).toContainText('in trouble');
  await page.keyboard.press('Escape');

  twins.slack.setToken('good');
  await rooms.getByRole('button', { name: 'Retry now' }).click();
  await allInStep(page);
  expect(twins.slack.messagesIn(room(twins).id)).toHaveLength(1);
});

test('what has not left can be edited, or withdrawn with a reason, and that is what arrives', async ({
  cockpit,
  twins,
}) => {
  const { page } = cockpit;
  const back = await twins.slackDown();
  await declare(page, { title: TITLE, commander: 'Ana Ruiz' });
  await tellRoom(page, 'We restart the database.');
  await tellExecutives(page, 'It is the database.');

  const update = (await onItsWay(page, 'Incident channel')).filter({ hasText: 'Update #1' });
  await update.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit before it is sent' });
  await edit.getByRole('textbox', { name: 'Text' }).fill('We restart one replica.');
  await pressUntilDone(edit, 'Save text');

  const toExecutives = (await onItsWay(page, 'Executive channel')).filter({ hasText: 'Executive update #1' });
  await toExecutives.getByRole('button', { name: 'Withdraw' }).click();
  const withdraw = page.getByRole('dialog', { name: 'Withdraw' });
  await withdraw.getByRole('button', { name: 'Withdraw' }).click();
  await expect(withdraw).toContainText('Say why in a few words.');
  await withdraw.getByRole('textbox', { name: 'Reason' }).fill('Told them in person');
  await pressUntilDone(withdraw, 'Withdraw');
  await expect(lane(page, 'Executive channel')).toContainText('not sent, withdrawn: Told them in person');
  await expect(entry(page, 'Told them in person')).toBeVisible();

  await back();
  await retryNow(page, 'Incident channel');
  await allInStep(page);
  const texts = twins.slack.messagesIn(room(twins).id).map(({ text }) => text);
  expect(texts).toEqual([expect.stringContaining('INCIDENT DECLARED'), 'We restart one replica.']);
  expect(twins.slack.messagesIn('exec-updates')).toEqual([]);
});

test('an incident that is open on the page already is adopted: no second one', async ({ cockpit, twins }) => {
  const { page } = cockpit;
  const theirs = twins.page.somebody.opensIncident({ name: 'Payments are slow', body: 'We look into it.' });
  await declare(page, { title: TITLE, components: ['Payments'] });
  const panel = page.getByRole('region', { name: 'Status page' });
  await expect(panel).toContainText('There is an open incident on the page: Payments are slow');
  await panel.getByRole('button', { name: 'Adopt' }).click();
  const dialog = page.getByRole('dialog', { name: 'Adopt an incident of the page' });
  await expect(dialog.getByRole('radio', { name: /^Payments are slow/ })).toBeChecked();
  await dialog.getByRole('button', { name: 'Adopt' }).click();
  await expect(dialog).toBeHidden();
  await expect(panel).not.toContainText('There is an open incident');
  await expect(lane(page, 'Statuspage').getByRole('link', { name: 'Payments are slow' })).toBeVisible();

  await publish(page, 'Identified');
  await expect(lane(page, 'Statuspage')).toContainText('in step');
  expect(twins.page.incidents().map(({ id, name, status }) => ({ id, name, status }))).toEqual([
    { id: theirs.id, name: 'Payments are slow', status: 'identified' },
  ]);
  expect(twins.page.incidents()[0]?.updates).toHaveLength(2);
});

/** While an attempt is on its way nothing can be changed, and the dialog says to wait: a person presses again, and so does this. */
async function pressUntilDone(dialog: Locator, button: string): Promise<void> {
  await expect(async () => {
    await dialog.getByRole('button', { name: button }).click();
    await expect(dialog).toBeHidden({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
}
