// The whole program killed at each step of an incident, in the moment when nobody knows whether a vendor has heard: afterwards
// each thing is there once. One host: what comes after a kill is the main process's alone, and this one takes its window along.
import type { Behaviour } from '../../twins/faults.ts';
import { openFromList } from '../deeds.ts';
import { allInStep, delivery, expect, onItsWay, retryNow, test } from '../vendors-kit.ts';
import { type Deed, deeds, heardOnce, room, TITLE } from '../vendors-story.ts';

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
