// What is done in the cockpit appears in Slack and on the status page, once and in order: when all goes well, when Slack is
// down until the end, when the host is killed at each step. And what a person does about what does not go out.
import { declare, entry, openFromList, publish } from './deeds.ts';
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
} from './vendors-kit.ts';
import { type Deed, deeds, heardOnce, room, TITLE } from './vendors-story.ts';
import type { Behaviour } from '../twins/faults.ts';

test('a whole incident, from its channel to its archive', async ({ cockpit, twins }) => {
  const { page } = cockpit;
  twins.page.somebody.setsComponent('Website', 'degraded_performance');
  const { closed: _, closedAndArchived, ...story } = deeds;
  for (const deed of Object.values<Deed>(story)) await deed(page);
  await allInStep(page);
  await expect(delivery(page)).toContainText('Slack in step · Statuspage in step');
  const link = lane(page, 'Incident channel').getByRole('link', { name: `#${room(twins).name}` });
  await expect(link).toHaveAttribute('href', `https://example.slack.com/archives/${room(twins).id}`);

  await closedAndArchived(page);
  await expect.poll(() => room(twins).archived).toBe(true);
  await allInStep(page);
  heardOnce(twins);
  // The page's other troubles are not this incident's to end.
  expect(twins.page.component('Website').status).toBe('degraded_performance');
  // An executive who was redirected is nobody else's business.
  expect(JSON.stringify(twins.slack.arrivals.map(({ args }) => args))).not.toContain('redirect');
});

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

test('killed at each step, with its answer lost: nothing is missing, nothing is there twice', async ({
  cockpit,
  twins,
}) => {
  test.setTimeout(240_000);
  const { slack, page: pages } = twins;
  const killAndOpen = async (): Promise<void> => {
    await cockpit.killAndStart();
    await openFromList(cockpit.page, TITLE);
  };
  /** The vendor does it and we never hear of it: the deed, then the end. `left`: what is unsettled in the lane by then. */
  const unheard = async (
    deed: Deed,
    struck: {
      by: 'slack' | 'page';
      calls: string;
      holds: string;
      does: Behaviour['kind'] & ('hang-after' | 'lose-after');
    },
    where: { lane: string; left: number },
  ): Promise<void> => {
    const { faults } = struck.by === 'slack' ? slack : pages;
    faults.arm({
      calls: struck.calls,
      where: ({ args }) => JSON.stringify(args).includes(struck.holds),
      count: 1,
      does: { kind: struck.does },
    });
    await deed(cockpit.page);
    await expect.poll(() => faults.armed()).toEqual([]);
    // What else the deed called for is settled: the kill leaves only this in doubt.
    await expect(await onItsWay(cockpit.page, where.lane)).toHaveCount(where.left);
    await expect(delivery(cockpit.page).getByRole('group').filter({ hasText: 'in step' })).toHaveCount(5);
    await killAndOpen();
  };
  const post = { by: 'slack', calls: 'chat.postMessage', does: 'hang-after' } as const;
  const inRoom = { lane: 'Incident channel', left: 1 };
  const onPage = { lane: 'Statuspage', left: 1 };

  // Its pin waits for it.
  await unheard(deeds.declared, { ...post, holds: 'INCIDENT DECLARED' }, { ...inRoom, left: 2 });
  await unheard(deeds.assigned, { ...post, holds: 'is Operations lead' }, inRoom);
  await unheard(deeds.roomTold, { ...post, holds: 'We roll back &amp; watch' }, inRoom);
  await unheard(deeds.executivesTold, { ...post, holds: 'Card payments' }, { lane: 'Executive channel', left: 1 });
  await deeds.redirected(cockpit.page);
  const opens = { by: 'page', calls: 'POST /incidents', does: 'hang-after' } as const;
  const updates = { by: 'page', calls: 'PATCH /incidents/:id', does: 'hang-after' } as const;
  await unheard(deeds.investigating, { ...opens, holds: 'investigating' }, onPage);
  await unheard(deeds.partnersTold, { ...opens, holds: 'Partner feeds' }, { lane: 'Private page', left: 1 });
  await unheard(deeds.identified, { ...updates, holds: 'identified' }, onPage);
  await unheard(deeds.monitoring, { ...post, holds: 'Status page: Monitoring' }, inRoom);
  await unheard(deeds.resolved, { ...updates, holds: 'resolved' }, onPage);

  const back = await twins.slackDown();
  await deeds.closedAndArchived(cockpit.page);
  await killAndOpen();
  await back();
  await retryNow(cockpit.page, 'Incident channel');
  await expect.poll(() => room(twins).archived, { timeout: 75_000 }).toBe(true);
  await allInStep(cockpit.page);
  heardOnce(twins);
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
  await edit.getByRole('button', { name: 'Save text' }).click();
  await expect(edit).toBeHidden();

  const toExecutives = (await onItsWay(page, 'Executive channel')).filter({ hasText: 'Executive update #1' });
  await toExecutives.getByRole('button', { name: 'Withdraw' }).click();
  const withdraw = page.getByRole('dialog', { name: 'Withdraw' });
  await withdraw.getByRole('button', { name: 'Withdraw' }).click();
  await expect(withdraw).toContainText('Say why in a few words.');
  await withdraw.getByRole('textbox', { name: 'Reason' }).fill('Told them in person');
  await withdraw.getByRole('button', { name: 'Withdraw' }).click();
  await expect(withdraw).toBeHidden();
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
