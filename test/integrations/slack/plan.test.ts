// What Slack is told of each event, and what it is not (DOMAIN.md 5; issue 3).
import { describe, expect, test } from 'vitest';
import type { Planned } from '../../../src-main/integrations/integration.ts';
import { integration } from '../../../src-main/integrations/slack/index.ts';
import { emptyIncident, evolve } from '../../../src-shared/incident/index.ts';
import { an, binh, chi, declared, stage, type Stage, type Wanted } from '../../incident/scenario.ts';
import { lanes, playbookWith, vendors } from './kit.ts';

/** What the events from number `from` on call for. */
function calledFor(set: Stage, from = 0): Planned[] {
  let before = emptyIncident(set.incident().id);
  return set.events().flatMap((event, i) => {
    const after = evolve(before, event);
    // As the outbox asks: only of those that take part.
    const joined = after.remote.joined['slack']?.lanes ?? [];
    const planned = i < from ? [] : integration.plan(event, before, after, joined);
    before = after;
    return planned;
  });
}

/** Declares, does this, and gives what that called for. */
function after(wanted: Wanted, prepare: (set: Stage) => void = () => {}): Planned[] {
  const set = declared({ vendors });
  prepare(set);
  const from = set.events().length;
  set.at('14:50').does(wanted);
  return calledFor(set, from);
}

const shape = (planned: readonly Planned[]): string[] => planned.map(({ lane, kind }) => `${lane} ${kind}`);
const card = (role: string, person: { id: string }): string => `slack-people card:${role}:${person.id}`;

describe('declaring', () => {
  test('Declaring opens the channel, furnishes it, pins the declaration and announces it in the incidents channel (S0)', () => {
    const planned = calledFor(declared({ vendors }));
    expect(shape(planned)).toEqual([
      'slack channel',
      'slack purpose',
      'slack declaration',
      'slack topic',
      'slack invite',
      'slack pin',
      'slack-incidents announcement',
      card('ic', binh),
    ]);
    const by = new Map(planned.map((one) => [one.kind.split(':')[0], one]));
    expect(by.get('channel')).toMatchObject({ needs: [], ordered: false, freshness: 'lasting', text: null });
    expect(by.get('declaration')).toMatchObject({ needs: ['slack/channel'], ordered: true, text: null });
    expect(by.get('pin')).toMatchObject({ needs: ['slack/channel', 'slack/declaration'], ordered: false });
    expect(by.get('topic')).toMatchObject({ freshness: 'mirror', slot: 'topic', ordered: false });
    expect(by.get('invite')).toMatchObject({ body: { people: [binh.id] }, freshness: 'lasting' });
    expect(by.get('card')).toMatchObject({ body: { role: 'ic', person: binh.id }, ordered: false });
  });

  test('announces nowhere, and bookmarks, as the playbook says', () => {
    const playbook = playbookWith((book) => {
      book.channels.incidents = null;
      book.links = [{ label: 'Status page', url: 'https://status.example.com' }];
    });
    expect(shape(calledFor(declared({ vendors, playbook })))).toEqual([
      'slack channel',
      'slack purpose',
      'slack declaration',
      'slack topic',
      'slack invite',
      'slack pin',
      'slack bookmarks',
      card('ic', binh),
    ]);
  });

  test('The commander is invited at once, and whoever takes a role when they take it (ours)', () => {
    const set = declared({ vendors });
    const invited = (planned: readonly Planned[]): unknown[] =>
      planned.filter(({ kind }) => kind === 'invite').map(({ body }) => body);
    expect(invited(calledFor(set))).toEqual([{ people: [binh.id] }]);
    const from = set.events().length;
    set.does({ type: 'role.assign', role: 'ops', person: { name: chi.name } });
    expect(invited(calledFor(set, from))).toEqual([{ people: [chi.id] }]);
  });

  test('without a commander nobody is invited', () => {
    const kinds = shape(calledFor(declared({ vendors, commander: null })));
    expect(kinds).not.toContain('slack invite');
    expect(kinds).toContain('slack channel');
  });

  test('another vendor that joins is no matter of Slack', () => {
    const set = declared({ vendors });
    set.given('vendor.joined', { vendor: 'statuspage', lanes: ['statuspage'] });
    expect(shape(calledFor(set)).filter((one) => one === 'slack channel')).toHaveLength(1);
  });
});

describe('connected in the middle', () => {
  test('the room begins with the present, and nothing of the past is poured into it', () => {
    const set = stage({ vendors });
    set.does({
      type: 'incident.declare',
      title: 'Payments fail',
      impact: '',
      severity: 1,
      components: [],
      declarer: { id: an.id },
      commander: { name: binh.name },
      untold: true,
    });
    set.at('14:45').does({ type: 'role.assign', role: 'ops', person: { name: chi.name } });
    set.does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    for (const text of ['One', 'Two']) set.does({ type: 'update.post', audience: 'room', text });
    set.does({ type: 'update.post', audience: 'executives', text: 'For executives' });
    set.does({ type: 'decision.make', text: 'Roll back' });
    expect(calledFor(set), 'nobody was told before').toEqual([]);
    const from = set.events().length;
    set.at('15:00').does({ type: 'vendor.join', vendor: 'slack' });
    const planned = calledFor(set, from);
    expect(shape(planned)).toEqual([
      'slack channel',
      'slack purpose',
      'slack declaration',
      'slack topic',
      'slack invite',
      'slack pin',
      'slack update',
      'slack-incidents announcement',
      'slack-executives update',
      card('ic', binh),
      card('ops', chi),
    ]);
    expect(planned.find(({ kind }) => kind === 'update')).toMatchObject({ text: 'Two', what: 'Update #2' });
    expect(planned.find(({ kind }) => kind === 'invite')).toMatchObject({ body: { people: [binh.id, chi.id] } });
  });

  test('a lane that comes later gets its own part and no more', () => {
    const set = declared({ vendors: [{ vendor: 'slack', lanes: ['slack', 'slack-incidents'] }] });
    const from = set.events().length;
    set.given('vendor.joined', { vendor: 'slack', lanes });
    expect(shape(calledFor(set, from))).toEqual([card('ic', binh)]);
  });
});

describe('roles', () => {
  const moved = ['slack message', 'slack board', 'slack topic', 'slack invite'];

  test('somebody is assigned: the room hears it in the words of the timeline, they get their card', () => {
    const set = declared({ vendors });
    const from = set.events().length;
    set.at('14:50').does({ type: 'role.assign', role: 'ops', person: { name: chi.name } });
    const planned = calledFor(set, from);
    expect(shape(planned)).toEqual([...moved, card('ops', chi)]);
    expect(planned[0]).toMatchObject({ text: 'Pham C is Operations lead', freshness: 'chatter', ordered: true });
    expect(set.lines()).toContain(planned[0]!.text);
    expect(planned[3]).toMatchObject({ body: { people: [chi.id] } });
  });

  test('command passes on', () => {
    const planned = after({ type: 'command.assign', person: { name: chi.name }, reason: 'Asleep' });
    expect(shape(planned)).toEqual([...moved, card('ic', chi)]);
    expect(planned[0]!.text).toBe('Command passed from Tran B to Pham C, without a handover: Asleep');
  });

  test('a seat is left: nobody is invited or told anew', () => {
    const planned = after({ type: 'role.vacate', role: 'ops', person: chi.id }, (set) =>
      set.does({ type: 'role.assign', role: 'ops', person: { name: chi.name } }),
    );
    expect(shape(planned)).toEqual(['slack message', 'slack board', 'slack topic']);
    expect(planned[0]!.text).toBe('Pham C left Operations lead');
  });
});

describe('what happens in between', () => {
  test('a task that somebody has, and whoever has it after them', () => {
    const given = after({ type: 'task.give', text: 'Check the pool', owner: { name: chi.name }, timeBoxMs: 600_000 });
    expect(given.map(({ text }) => text)).toEqual(['Task: Check the pool (for Pham C, time-box 10 min)']);
    expect(after({ type: 'task.give', text: 'Somebody look' })).toEqual([]);
    const set = declared({ vendors });
    set.does({ type: 'task.give', text: 'Check the pool', owner: { name: chi.name } });
    const from = set.events().length;
    set.does({ type: 'task.assign', task: set.last('task.given'), owner: { name: binh.name } });
    expect(calledFor(set, from).map(({ text }) => text)).toEqual([
      'Tran B has the task, in place of Pham C: Check the pool',
    ]);
  });

  test('an action, from the word of the commander on; what a line merely says is under way, not', () => {
    const set = declared({ vendors });
    const from = set.events().length;
    set.does({ type: 'action.record', text: 'Restarting by hand' });
    set.does({ type: 'action.finish', action: set.last('action.recorded') });
    set.does({ type: 'action.propose', text: 'Fail over', kind: 'failover', wayBack: 'Fail back' });
    const action = set.last('action.recorded');
    expect(calledFor(set, from)).toEqual([]);
    set.by(binh).does({ type: 'action.approve', action });
    set.by(chi).does({ type: 'action.start', action, etaMs: 600_000 });
    set.does({ type: 'action.finish', action });
    set.does({ type: 'action.verify', action, note: 'errors at zero' });
    expect(calledFor(set, from).map(({ text }) => text)).toEqual([
      'Action approved: Fail over (by Tran B)',
      'Action running: Fail over (Pham C, ETA 10 min)',
      'Action done: Fail over',
      'Action verified: Fail over, errors at zero (by Pham C)',
    ]);
  });

  test('a rollback, once, as the decision that it is; and a decision that no longer holds', () => {
    const set = declared({ vendors }).by(binh);
    const from = set.events().length;
    set.does({
      type: 'decision.rollback',
      wayBack: 'Deploy 4.3 again',
      text: 'Payments back to 4.2',
      fix: 'workaround',
      way: 'back',
      extent: 'full',
      executor: { name: chi.name },
    });
    set.does({ type: 'decision.revise', decision: set.last('decision.made'), reason: 'the build is gone' });
    expect(calledFor(set, from).map(({ text }) => text)).toEqual([
      'Decision: Payments back to 4.2 (Fast workaround, back, full. Executor: Pham C)',
      'Decision dropped: Payments back to 4.2: the build is gone',
    ]);
  });

  test('a decision, with what was rejected and who does it', () => {
    const made = {
      type: 'decision.make' as const,
      text: 'Roll back to 4.2',
      rejected: [{ option: 'Fix forward' }],
      executor: { name: chi.name },
    };
    expect(after(made), 'a proposal waits for the commander in the cockpit').toEqual([]);
    const planned = after(made, (set) => set.by(binh));
    expect(shape(planned)).toEqual(['slack message']);
    expect(planned[0]!.text).toBe('Decision: Roll back to 4.2 (Rejected: Fix forward. Executor: Pham C)');
  });

  test('severity and status', () => {
    const severity = after({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    expect(shape(severity)).toEqual(['slack-incidents message', 'slack message', 'slack board', 'slack topic']);
    expect(severity[1]!.text).toBe('Severity changed from SEV1 to SEV2: Fewer users');
    const status = after({ type: 'status.move', to: 'investigating' });
    expect(shape(status)).toEqual(['slack message', 'slack board', 'slack topic']);
    expect(status[0]!.text).toBe('Incident is investigating');
  });

  test('A change of severity is announced in the room and in the incidents channel (ours)', () => {
    const planned = after({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    expect(planned.map(({ lane, text }) => [lane, text]).slice(0, 2)).toEqual([
      [
        'slack-incidents',
        'INC-20250228-01 Payments fail for some users: Severity changed from SEV1 to SEV2: Fewer users',
      ],
      ['slack', 'Severity changed from SEV1 to SEV2: Fewer users'],
    ]);
    expect(planned[0]).toMatchObject({ freshness: 'newest', slot: 'severity', needs: [] });
    const playbook = playbookWith((book) => (book.channels.incidents = null));
    const quiet = declared({ vendors, playbook });
    const from = quiet.events().length;
    quiet.does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    expect(shape(calledFor(quiet, from))).toEqual(['slack message', 'slack board', 'slack topic']);
  });

  test('an offer of command is told, and whoever is to shadow is let in; a withdrawal and a vacancy are told', () => {
    const set = declared({ vendors }).at('14:50');
    let from = set.events().length;
    set.does({ type: 'handover.offer', to: { name: chi.name } });
    expect(shape(calledFor(set, from))).toEqual(['slack message', 'slack invite']);
    from = set.events().length;
    set.does({ type: 'handover.shadow', handover: set.last('handover.offered') });
    expect(calledFor(set, from), 'the steps in between stay in the cockpit').toEqual([]);
    set.does({
      type: 'handover.withdraw',
      handover: set.last('handover.offered'),
      who: 'incoming',
      reason: 'Too tired',
    });
    expect(calledFor(set, from).map(({ text }) => text)).toEqual([
      'Pham C withdrew the handover, Tran B keeps command: Too tired (taken down by Nguyen A)',
    ]);
    from = set.events().length;
    set.does({ type: 'command.vacate', reason: 'Ill' });
    expect(shape(calledFor(set, from))).toEqual(['slack message', 'slack board', 'slack topic']);
  });

  test('Assigning a role tells the person privately, with the card (S0)', () => {
    const planned = after({ type: 'role.assign', role: 'scribe', person: { name: chi.name } });
    expect(shape(planned)).toContain(card('scribe', chi));
  });

  test('a post on the public page is told, and the status that follows it is not told again', () => {
    const set = declared({ vendors });
    set.at('14:50').does({
      type: 'status-page.publish',
      step: 'identified',
      text: 'We have found it.',
      components: [],
      notify: false,
    });
    const from = set.events().length;
    set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    const planned = calledFor(set, from);
    expect(shape(planned)).toEqual(['slack message', 'slack board', 'slack board', 'slack topic']);
    expect(planned[0]).toMatchObject({ text: 'Status page: Identified. We have found it.', freshness: 'newest' });
  });

  test('of the private page the room hears only that something was posted', () => {
    const privateVendors = [...vendors, { vendor: 'statuspage', lanes: ['statuspage', 'statuspage-private'] }];
    const set = declared({ vendors: privateVendors });
    set.at('14:50').does({
      type: 'status-page.publish',
      page: 'private',
      step: 'identified',
      text: 'Bank X is hit.',
      components: [],
      notify: false,
    });
    const from = set.events().length;
    set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    const [told] = calledFor(set, from);
    expect(told).toMatchObject({ kind: 'message', text: 'Posted to the private status page: Identified.' });
    expect(JSON.stringify(calledFor(set, from))).not.toContain('Bank X');
  });

  test('updates go where they are meant to go, as they were approved', () => {
    const room = after({ type: 'update.post', audience: 'room', text: 'All hands on it.' });
    expect(shape(room)).toEqual(['slack update', 'slack board']);
    expect(room[0]).toMatchObject({ text: 'All hands on it.', what: 'Update #1', freshness: 'newest', slot: 'update' });
    const executives = after({ type: 'update.post', audience: 'executives', text: 'We know.' });
    expect(shape(executives)).toEqual(['slack-executives update']);
    expect(executives[0]).toMatchObject({ needs: [], ordered: true, what: 'Executive update #1' });
  });

  test('another title or impact is seen in the pinned post and the topic', () => {
    expect(shape(after({ type: 'incident.describe', title: 'Checkout is down' }))).toEqual([
      'slack board',
      'slack topic',
    ]);
  });

  test('somebody who can be found now is invited and told; only those with a role', () => {
    const handles = { slack: 'binh' };
    expect(shape(after({ type: 'person.update', person: binh.id, handles }))).toEqual([
      'slack invite',
      `slack-people card:ic:${binh.id}`,
    ]);
    expect(shape(after({ type: 'person.update', person: an.id, handles }))).toEqual([]);
    expect(shape(after({ type: 'person.update', person: binh.id, name: 'Tran Binh' }))).toEqual([
      'slack board',
      'slack topic',
    ]);
  });

  test('the channel is archived when somebody said yes', () => {
    const planned = after({ type: 'channel.archive' }, (set) => {
      set.does({ type: 'status.move', to: 'resolved' });
      set.does({ type: 'status.move', to: 'closed' });
    });
    expect(shape(planned)).toEqual(['slack archive']);
    expect(planned[0]).toMatchObject({ ordered: true, freshness: 'lasting', needs: ['slack/channel'] });
  });

  test('what was taken from the room is not said there again', () => {
    const where = { place: 'C1', message: '1740753300.000100' };
    const heard = { vendor: 'slack', ...where, at: 1_740_753_300_000, text: 'roll back to v2.3.0' };
    const planned = after({ type: 'message.take', ...where, as: 'decision' }, (set) => {
      set.by(chi, 'slack').does({ type: 'message.hear', ...heard });
    });
    expect(planned).toEqual([]);
  });

  test.each<Wanted>([
    { type: 'timeline.log', kind: 'note', text: 'Just a note' },
    { type: 'task.give', text: 'Look at the cache' },
    { type: 'action.record', text: 'Restarted it' },
    { type: 'milestone.set', milestone: 'impact-started', at: 1_740_700_000_000 },
    { type: 'document.issue', document: 'sitrep', text: 'A SITREP' },
    { type: 'cadence.snooze', minutes: 5, reason: 'Busy' },
    { type: 'status-page.publish', step: 'identified', text: 'Held', components: [], notify: false },
  ])('$type stays in the cockpit', (wanted) => {
    expect(after(wanted)).toEqual([]);
  });
});
