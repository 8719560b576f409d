// Drills: marked from the declaration on, a story that can be halted, and nothing that leaves the machine (DOMAIN.md 13).
import { describe, expect, it } from 'vitest';
import { slackEvents, everyPlan } from './drill-effects.ts';
import { coached, coachSteps } from '../../src-shared/drill/coach.ts';
import { cast, dueInjects, firstScenario, scenarioOf } from '../../src-shared/drill/scenario.ts';
import { pretended } from '../../src-shared/drill/pretended.ts';
import { handoverBriefing } from '../../src-shared/documents/handover.ts';
import { redirectScript, roomUpdateDraft, statusPageDraft } from '../../src-shared/documents/drafts.ts';
import { sitrep } from '../../src-shared/documents/sitrep.ts';
import { isDrill, ranMs } from '../../src-shared/incident/drill.ts';
import { parseCommand } from '../../src-shared/incident/index.ts';
import { an, countedId, declared, stage, time, type Stage } from './scenario.ts';

const VENDORS = [{ vendor: 'slack', lanes: ['slack', 'slack-people'] }];

/** An drills, with Slack connected. */
function drilled(): Stage {
  const set = stage({ vendors: VENDORS });
  set.does({
    type: 'incident.declare',
    title: 'Checkout fails',
    impact: '',
    severity: 1,
    components: ['Checkout'],
    declarer: { id: an.id },
    commander: { id: an.id },
    drill: { scenario: firstScenario.id },
  });
  return set;
}

describe('a drill is marked from its declaration', () => {
  it('in the event, in the state, and in the title wherever it goes', () => {
    const set = drilled();
    expect(set.events().find(({ type }) => type === 'incident.declared')?.payload).toMatchObject({
      title: 'DRILL: Checkout fails',
      drill: { scenario: 'checkout-deploy' },
    });
    expect(isDrill(set.incident())).toBe(true);
    set.does({ type: 'incident.describe', title: 'Checkout and login fail' });
    expect(set.incident().declaration?.title).toBe('DRILL: Checkout and login fail');
    expect(isDrill(declared().incident())).toBe(false);
  });

  it('in every document and text for others', () => {
    const set = drilled().at('14:40');
    const reading = { now: set.now(), zone: 'UTC' };
    const incident = set.incident();
    for (const text of [
      sitrep(incident, reading),
      handoverBriefing(incident, reading),
      roomUpdateDraft(incident, reading),
      redirectScript(incident, 'wants-information', reading),
      redirectScript(incident, 'lowers-morale', reading),
      statusPageDraft(incident, 'investigating', reading).text,
      statusPageDraft(incident, 'resolved', reading).text,
    ])
      expect(text).toContain('DRILL');
  });
});

describe('nothing leaves the machine', () => {
  it('no vendor joins at the declaration, though one is connected', () => {
    expect(drilled().incident().remote.joined).toEqual({});
    expect(declared({ vendors: VENDORS }).incident().remote.joined).toHaveProperty('slack');
  });

  it('later neither: joining, adopting, archiving and what an outbox says are refused', () => {
    const set = drilled();
    for (const wanted of [
      { type: 'vendor.join', vendor: 'slack' },
      { type: 'remote.attach', vendor: 'statuspage', ref: 'statuspage/incident', remoteId: 'P1', how: 'adopted' },
      { type: 'channel.archive' },
    ] as const) {
      const refusal = set.refuses(wanted);
      expect(refusal.message).toBe('This is a drill: nothing of it leaves this machine.');
    }
  });

  it('and were a vendor in it all the same, as a merge could bring it, no event calls for an effect', () => {
    const set = drilled();
    set.given('vendor.joined', { vendor: 'slack', lanes: ['slack', 'slack-people'] });
    set.does({ type: 'update.post', audience: 'room', text: 'We look into it' });
    set.does({ type: 'role.assign', role: 'ops', person: { name: cast.mai.name } });
    expect(set.incident().remote.joined).toHaveProperty('slack');
    expect(everyPlan(set.events())).toEqual([]);
    // The same night, not played: the very same plan has something to say.
    const real = declared({ vendors: VENDORS });
    real.does({ type: 'update.post', audience: 'room', text: 'We look into it' });
    expect(everyPlan(real.events()).length).toBeGreaterThan(slackEvents);
  });
});

describe('the story', () => {
  it('runs, is paused and goes on; a pause does not count; the end is the end', () => {
    const set = drilled();
    const ran = (at: string): number => ranMs(set.at(at).incident().drill!, set.now());
    expect(ran('14:38')).toBe(60_000);
    set.does({ type: 'drill.move', to: 'paused' });
    expect(ran('14:50')).toBe(60_000);
    expect(set.refuses({ type: 'drill.inject', inject: 'alert' }).code).toBe('not-available');
    set.does({ type: 'drill.move', to: 'running' });
    expect(ran('14:51')).toBe(120_000);
    set.does({ type: 'drill.inject', inject: 'alert' });
    expect(set.refuses({ type: 'drill.inject', inject: 'alert' }).code).toBe('no-change');
    set.does({ type: 'drill.move', to: 'ended' });
    expect(set.refuses({ type: 'drill.move', to: 'running' }).code).toBe('impossible-order');
  });

  it('ends when the incident is resolved', () => {
    const set = drilled();
    set.does({ type: 'status.move', to: 'resolved' });
    expect(set.incident().drill?.story).toBe('ended');
  });

  it('is no part of a real incident', () => {
    for (const wanted of [
      { type: 'drill.move', to: 'paused' },
      { type: 'drill.inject', inject: 'alert' },
      { type: 'drill.fault', vendor: 'slack', down: true },
    ] as const)
      expect(declared().refuses(wanted).code).toBe('not-available');
  });

  it('says only what commands can say, each thing once, and by its own clock', () => {
    for (const { deed } of firstScenario.injects)
      expect(parseCommand({ ...deed, id: countedId(1) }).ok, deed.type).toBe(true);
    const ids = firstScenario.injects.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const never = (): undefined => undefined;
    expect(dueInjects(firstScenario, [], 0, never)).toEqual([]);
    expect(dueInjects(firstScenario, [], 1_000, never).map(({ id }) => id)).toEqual(['alert']);
    expect(
      dueInjects(firstScenario, ['alert'], 30_000, (step) => (step === 'decide' ? 24_000 : undefined)).map(
        ({ id }) => id,
      ),
    ).toEqual(['rolled-back']);
    expect(scenarioOf('nowhere')).toBeUndefined();
  });
});

describe('faked vendors', () => {
  it('take what would go out, and hold it while they are down on demand', () => {
    const set = drilled().at('14:40');
    const reading = { now: time('14:45'), zone: 'UTC' };
    const slack = (): unknown => pretended(set.incident(), reading).find(({ id }) => id === 'slack');
    expect(slack()).toMatchObject({ downSince: null, taken: 1, waiting: 0 });
    set.does({ type: 'drill.fault', vendor: 'slack', down: true });
    expect(set.refuses({ type: 'drill.fault', vendor: 'slack', down: true }).code).toBe('no-change');
    set.at('14:42').does({ type: 'update.post', audience: 'room', text: 'We look into it' });
    expect(slack()).toMatchObject({ downSince: time('14:40'), taken: 1, waiting: 1 });
    set.does({ type: 'drill.fault', vendor: 'slack', down: false });
    expect(slack()).toMatchObject({ downSince: null, taken: 2, waiting: 0 });
  });
});

describe('the coach', () => {
  it('begins at what comes after declaring, and ticks each step by its deed', () => {
    const set = drilled();
    expect(coached(set.incident()).next?.id).toBe('acknowledge');
    set.does({ type: 'incident.acknowledge' });
    set.does({ type: 'role.assign', role: 'ops', person: { name: cast.mai.name } });
    set.does({ type: 'timeline.log', kind: 'note', text: 'Looking at the deploys' });
    set.does({ type: 'decision.make', text: 'Roll back deploy 2291' });
    set.does({ type: 'update.post', audience: 'room', text: 'We roll back' });
    set.does({ type: 'executive.redirect', situation: 'wants-information', text: 'Soon' });
    set.does({ type: 'document.issue', document: 'sitrep', text: '# SITREP' });
    // Doing a later step first ticks it all the same.
    expect(coached(set.incident()).next?.id).toBe('status-page');
    set.does({ type: 'status-page.publish', step: 'investigating', text: 'We look', components: [], notify: false });
    set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    set.does({ type: 'command.assign', person: { name: cast.mai.name }, reason: 'The shift is over' });
    set.does({ type: 'status.move', to: 'resolved' });
    expect(coached(set.incident())).toMatchObject({ next: null });
    expect(coached(set.incident()).done.size).toBe(coachSteps.length);
  });

  it('does not take what somebody else in the story says for one’s own line', () => {
    const set = drilled();
    set.by(cast.alerts, 'system').does({ type: 'timeline.log', kind: 'observation', text: 'Alert' });
    expect(coached(set.incident()).done.has('log')).toBe(false);
  });
});
