// The room as it was heard: messages, what becomes of them there, and how they become timeline (DOMAIN.md 6).
import { describe, expect, test } from 'vitest';
import type { Person } from '../../src-shared/incident/index.ts';
import { messageOf } from '../../src-shared/incident/heard-messages.ts';
import { an, binh, chi, declared, person, playbookWith, time, type Stage, type Wanted } from './scenario.ts';

const place = 'C1';
const message = '1740753300.000100';
const url = 'https://example.slack.com/archives/C1/p1740753300000100';
const hear = (text: string, more: Record<string, unknown> = {}): Wanted => ({
  type: 'message.hear',
  vendor: 'slack',
  place,
  message,
  at: time('14:35'),
  text,
  url,
  ...more,
});
const react = (reaction: string, on = true): Wanted => ({ type: 'message.react', place, message, reaction, on });
const edit = (text: string, at = '2'): Wanted => ({ type: 'message.edit', place, message, text, edit: at });

/** Pham C said something in the room at 14:35; it is 14:40. */
function heard(text = 'pool is exhausted on db-2'): Stage {
  const set = declared();
  set.at('14:40').by(chi, 'slack').does(hear(text));
  return set;
}

const entries = (set: Stage) => set.incident().timeline.entries.chunks.flat();
const taken = (set: Stage) => entries(set).filter((entry) => entry.heard !== undefined);
const now = (set: Stage) => messageOf(set.incident(), { place, message })!;

describe('what is heard', () => {
  test('is kept with its time, its author, its link, thread and files, and is no line of the timeline', () => {
    const set = heard();
    const lines = entries(set).length;
    set.does(hear('see this', { message: '1740753301.000000', thread: message, files: [{ name: 'graph.png', url }] }));
    expect(entries(set)).toHaveLength(lines);
    expect(set.incident().room.messages.chunks.flat()).toMatchObject([
      { by: chi.id, at: time('14:35'), heardAt: time('14:40'), text: 'pool is exhausted on db-2', url },
      { thread: message, files: [{ name: 'graph.png', url }] },
    ]);
  });

  test('is heard once, whatever comes again', () => {
    const set = heard();
    expect(set.refuses(hear('pool is exhausted on db-2'))).toMatchObject({ code: 'no-change' });
    // The same timestamp in another channel is another message.
    set.does(hear('elsewhere', { place: 'C2' }));
    expect(set.incident().room.messages.size).toBe(2);
  });

  test('brings the name by which the room knows somebody, once', () => {
    const set = declared();
    const known: Person = { ...binh, handles: { slack: 'U0BINH' } };
    set.at('14:40').by(known, 'slack').does(hear('looking'));
    expect(set.incident().people[binh.id]?.handles).toEqual({ slack: 'U0BINH' });
    expect(set.does(hear('still', { message: '9' })).map(({ type }) => type)).toEqual(['message.heard']);
    const stranger = { ...person('Vo D', 9), handles: { slack: 'U0VO' } };
    set.by(stranger, 'slack').does(hear('hi', { message: '91' }));
    expect(set.incident().people[stranger.id]).toEqual(stranger);
  });

  test('is cleaned, and cut rather than lost where it is endless', () => {
    const set = heard(`a\u0000b\u202e${'x'.repeat(50_000)}`);
    expect([...now(set).text]).toHaveLength(40_000);
    expect(now(set).text.startsWith('abx')).toBe(true);
  });

  test('goes on after the incident is closed', () => {
    const set = heard();
    set.by(binh).does({ type: 'status.move', to: 'resolved' });
    set.does({ type: 'status.move', to: 'closed' });
    set.by(chi, 'slack').does(hear('thanks all', { message: '2000000000.000000' }));
    set.does(react('pushpin'));
    expect(taken(set)).toEqual([]);
    expect(set.refuses({ type: 'message.take', place, message, as: 'note' })).toMatchObject({ code: 'closed' });
  });
});

describe('taken in', () => {
  test('by a person it stands at the time it was said, with its author and its link', () => {
    const set = heard();
    set.by(an).does({ type: 'message.take', place, message, as: 'note' });
    expect(taken(set)).toMatchObject([
      {
        at: time('14:35'),
        writtenAt: time('14:40'),
        by: an.id,
        text: 'pool is exhausted on db-2',
        heard: { place, message, by: chi.id, url },
      },
    ]);
    expect(now(set).taken).toMatchObject([{ entry: taken(set)[0]?.id }]);
    expect(set.refuses({ type: 'message.take', place, message, as: 'note' })).toMatchObject({ code: 'no-change' });
  });

  test.each([
    // Who said it does not command, and neither does who takes it in: it waits for the commander.
    ['decision', 'decision.proposed', 'proposals'],
    ['action', 'action.recorded', 'actions'],
    ['task', 'task.given', 'tasks'],
    ['hypothesis', 'hypothesis.raised', 'hypotheses'],
  ] as const)('as a %s it is that record', (as, type, list) => {
    const set = heard();
    set.by(an).does({ type: 'message.take', place, message, as });
    expect(taken(set)).toMatchObject([{ type, at: time('14:35'), heard: { by: chi.id } }]);
    expect(set.incident()[list].chunks.flat()).toMatchObject([{ text: 'pool is exhausted on db-2' }]);
  });

  test('What the commander said in the room is their decision, whoever takes it in (S0)', () => {
    const set = declared();
    set.at('14:40').by(binh, 'slack').does(hear('roll back to v2.3.0'));
    set.by(an).does({ type: 'message.take', place, message, as: 'decision' });
    expect(taken(set)).toMatchObject([{ type: 'decision.made', heard: { by: binh.id } }]);
    expect(set.incident().decisions.chunks.flat()).toMatchObject([{ by: binh.id }]);
  });

  test('an action is owned by whoever said it', () => {
    const set = heard('failing over now');
    set.by(an).does({ type: 'message.take', place, message, as: 'action' });
    expect(set.incident().actions.chunks.flat()).toMatchObject([{ owner: chi.id, state: 'running' }]);
  });

  test('a plain line gives way to the record that the message becomes, and not the other way round', () => {
    const set = heard('roll back to v2.3.0');
    set.by(an).does({ type: 'message.take', place, message, as: 'note' });
    set.does({ type: 'message.take', place, message, as: 'decision' });
    expect(taken(set).map(({ type, retracted }) => [type, retracted?.reason])).toEqual([
      ['entry.logged', 'It is on record as a decision now'],
      ['decision.proposed', undefined],
    ]);
    expect(set.refuses({ type: 'message.take', place, message, as: 'note' })).toMatchObject({ code: 'no-change' });
  });

  test('what was retracted here shows as not taken in, and can be taken in again', () => {
    const set = heard();
    set.by(an).does({ type: 'message.take', place, message, as: 'note' });
    const entry = taken(set)[0]!.id;
    set.does({ type: 'timeline.retract', entry });
    expect(now(set).taken).toMatchObject([{ back: true }]);
    set.does({ type: 'timeline.restore', entry });
    expect(now(set).taken?.[0]).not.toHaveProperty('back');
    set.does({ type: 'timeline.retract', entry });
    set.does({ type: 'message.take', place, message, as: 'note' });
    expect(now(set).taken).toHaveLength(2);
  });

  test('a message whose clock runs ahead of ours is taken in now', () => {
    const set = declared();
    set
      .at('14:40')
      .by(chi, 'slack')
      .does(hear('early', { at: time('14:55') }));
    set.by(an).does({ type: 'message.take', place, message, as: 'note' });
    expect(taken(set)).toMatchObject([{ at: time('14:40') }]);
  });

  test('of files alone their names are the line; of nothing, nothing is', () => {
    const set = declared();
    set
      .at('14:40')
      .by(chi, 'slack')
      .does(hear('', { files: [{ name: 'trace.txt' }] }));
    set.does(react('pushpin'));
    expect(taken(set)).toMatchObject([{ text: '(file: trace.txt)' }]);
    set.does(hear('', { message: '7' }));
    expect(set.refuses({ type: 'message.take', place, message: '7', as: 'note' })).toMatchObject({ code: 'empty' });
  });
});

describe('by reaction', () => {
  test('a message comes onto the timeline at the time of the message and goes with the reaction (S0, S1, S2)', () => {
    const set = heard();
    set.at('15:10').by(binh, 'slack').does(react('pushpin'));
    expect(taken(set)).toMatchObject([
      { at: time('14:35'), by: binh.id, via: 'slack', heard: { reaction: 'pushpin' } },
    ]);
    set.at('15:11').does(react('pushpin', false));
    expect(taken(set)).toMatchObject([
      { retracted: { by: binh.id, reason: 'The reaction was taken off in the room' } },
    ]);
    set.at('15:12').does(react('pushpin'));
    expect(taken(set).filter(({ retracted }) => retracted === undefined)).toHaveLength(1);
  });

  test('of two people one stays enough', () => {
    const set = heard();
    set.by(binh, 'slack').does(react('pushpin'));
    set.by(an, 'slack').does(react('pushpin'));
    expect(taken(set)).toHaveLength(1);
    set.by(binh, 'slack').does(react('pushpin', false));
    expect(taken(set)[0]).not.toHaveProperty('retracted');
    expect(now(set).reactions).toEqual({ pushpin: [an.id] });
    set.by(an, 'slack').does(react('pushpin', false));
    expect(taken(set)[0]).toHaveProperty('retracted');
    expect(now(set)).not.toHaveProperty('reactions');
  });

  test('a star takes it in starred, or stars the line that stands, and goes again', () => {
    const set = heard();
    set.by(binh, 'slack').does(react('star'));
    expect(taken(set)).toMatchObject([{ star: true }]);
    const other = heard();
    other.by(an).does({ type: 'message.take', place, message, as: 'note' });
    other.by(binh, 'slack').does(react('star'));
    expect(taken(other)).toMatchObject([{ star: true }]);
    other.does(react('star', false));
    expect(taken(other)[0]).not.toHaveProperty('star');
    expect(taken(other)[0]).not.toHaveProperty('retracted');
  });

  test.each([
    ['white_check_mark', 'decision.made'],
    ['wrench', 'action.recorded'],
    ['memo', 'task.given'],
    ['thinking_face', 'hypothesis.raised'],
  ])('%s makes a %s', (reaction, type) => {
    const set = heard();
    set.by(binh, 'slack').does(react(reaction));
    expect(taken(set)).toMatchObject([{ type }]);
  });

  test('which reaction means what is the playbook; every other is kept and means nothing', () => {
    const playbook = playbookWith((book) => {
      book.room.reactions = { rocket: 'timeline' };
    });
    const set = declared({ playbook });
    set.at('14:40').by(chi, 'slack').does(hear('shipped'));
    for (const reaction of ['pushpin', '__proto__', 'constructor', 'toString']) set.does(react(reaction));
    expect(taken(set)).toEqual([]);
    expect(Object.keys(now(set).reactions ?? {})).toContain('pushpin');
    set.does(react('rocket'));
    expect(taken(set)).toHaveLength(1);
  });
});

describe('what becomes of it there', () => {
  test('an edit corrects its line and keeps the original; an older edit changes nothing', () => {
    const set = heard();
    set.by(binh, 'slack').does(react('pushpin'));
    set.by(chi, 'slack').does(edit('pool is exhausted on db-3'));
    expect(now(set)).toMatchObject({ text: 'pool is exhausted on db-3', before: ['pool is exhausted on db-2'] });
    expect(taken(set)).toMatchObject([
      { text: 'pool is exhausted on db-3', corrections: [{ text: 'pool is exhausted on db-2', by: chi.id }] },
    ]);
    expect(set.refuses(edit('an old one', '1'))).toMatchObject({ code: 'no-change' });
  });

  test('an edit does not write over what somebody corrected by hand', () => {
    const set = heard();
    set.by(an).does({ type: 'message.take', place, message, as: 'note' });
    set.does({ type: 'timeline.correct', entry: taken(set)[0]!.id, text: 'Pool of db-2 exhausted' });
    set.by(chi, 'slack').does(edit('pool is exhausted on db-3'));
    expect(taken(set)).toMatchObject([{ text: 'Pool of db-2 exhausted' }]);
  });

  test('a deletion is noted where it was taken in; the text stays in both places', () => {
    const set = heard();
    set.does(hear('never mind', { message: '7' }));
    set.by(an).does({ type: 'message.take', place, message, as: 'note' });
    set.by(an, 'system').does({ type: 'message.delete', place, message });
    set.does({ type: 'message.delete', place, message: '7' });
    expect(now(set)).toMatchObject({ deletedAt: time('14:40'), text: 'pool is exhausted on db-2' });
    expect(set.lines().filter((line) => line.startsWith('Deleted'))).toEqual([
      'Deleted in the room after it was taken in: pool is exhausted on db-2',
    ]);
    expect(set.refuses({ type: 'message.delete', place, message })).toMatchObject({ code: 'no-change' });
  });

  test('a pin is kept and goes', () => {
    const set = heard();
    set.does({ type: 'message.pin', place, message, on: true });
    expect(now(set)).toMatchObject({ pinned: true });
    set.does({ type: 'message.pin', place, message, on: false });
    expect(now(set)).not.toHaveProperty('pinned');
  });
});

describe('an order is acknowledged in the room (S2)', () => {
  function ordered(): Stage {
    const set = declared({ vendors: [{ vendor: 'slack', lanes: ['slack'] }] });
    set.does({ type: 'task.give', text: 'check the pods', owner: { name: chi.name } });
    const task = set.last('task.given');
    set.given('remote.attached', {
      vendor: 'slack',
      ref: `slack/task-${task.toLowerCase()}`,
      remoteId: '500.000000',
      place,
      how: 'made',
      epoch: 1,
      taken: null,
    });
    return set;
  }
  const ack = (set: Stage) => set.incident().tasks.chunks.flat()[0]?.acknowledgedAt;

  test.each([
    ['its owner answers Copy in its thread', chi, hear('Copy.', { thread: '500.000000' }), true],
    ['its owner puts the sign on it', chi, { ...react('eyes'), message: '500.000000' } as Wanted, true],
    ['its owner says it anywhere, having no other', chi, hear('copy that'), true],
    ['somebody else says it', binh, hear('Copy', { thread: '500.000000' }), false],
    ['it says more than yes', chi, hear('copy the logs first', { thread: '500.000000' }), false],
    ['it is said in another thread', chi, hear('Copy', { thread: '501.000000' }), false],
  ])('%s', (_name, who, wanted, ticked) => {
    const set = ordered();
    set.at('14:40').by(who, 'slack').does(wanted);
    expect(ack(set)).toBe(ticked ? time('14:40') : null);
  });

  test('said at large by somebody with two, it may mean either and ticks neither', () => {
    const set = ordered();
    set.does({ type: 'task.give', text: 'call the vendor', owner: { name: chi.name } });
    set.by(chi, 'slack').does(hear('copy'));
    expect(ack(set)).toBeNull();
  });

  test('a sign on somebody else’s order is no message and changes nothing', () => {
    const set = ordered();
    expect(set.by(binh, 'slack').refuses({ ...react('eyes'), message: '500.000000' } as Wanted)).toMatchObject({
      code: 'unknown-record',
    });
  });
});
