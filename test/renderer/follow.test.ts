// Following an incident: the renderer's fold equals the host's, each event counts once, and a gap starts over.
import { describe, expect, test } from 'vitest';
import { follow } from '../../src-renderer/store/follow.ts';
import type { Bridge, Message } from '../../src-shared/bridge.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import { emptyIncident, evolve, type Incident } from '../../src-shared/incident/index.ts';
import { NOW, declared, fakeHost, nextId } from './host.ts';

/** A bridge that answers each subscription with the next of the given snapshots, and then only what the test sends. */
function scripted(snapshots: readonly { cursor: number; incident: Incident }[]) {
  let asked = 0;
  let send: (message: Message) => void = () => {};
  const bridge = {
    subscribe: (_scope: string, _cursor: number | null, listener: (message: Message) => void) => {
      send = listener;
      const snapshot = snapshots[Math.min(asked, snapshots.length - 1)];
      asked += 1;
      if (snapshot !== undefined)
        listener({
          kind: 'snapshot',
          cursor: snapshot.cursor,
          serverNow: NOW,
          body: { scope: 'incident', incident: snapshot.incident },
        });
      return () => {};
    },
  } as unknown as Bridge; // only `subscribe` is used here
  return { bridge, send: (message: Message) => send(message), asked: () => asked };
}

function logged(seq: number, text: string, hlc = seq): RecordedEvent {
  return {
    id: nextId(),
    incident: 'I',
    actor: { person: 'P', via: 'cockpit' },
    origin: 'o',
    seq,
    wall: NOW + seq,
    hlc: String(hlc).padStart(6, '0'),
    v: 1,
    type: 'entry.logged',
    payload: { kind: 'note', text, at: NOW + seq },
  };
}

function texts(incident: Incident | null): string[] {
  return (incident?.timeline.entries.chunks ?? []).flat().map((entry) => entry.text);
}

describe('follow', () => {
  test('folds the same as the host', () => {
    const host = fakeHost();
    const id = declared(host);
    let seen: Incident | null = null;
    follow(host.bridge, id, {
      onBody: (body) => body.scope === 'incident' && (seen = body.incident),
      onRemoved: () => {},
    });
    host.perform(id, { type: 'hypothesis.raise', text: 'pool exhausted' });
    host.perform(id, { type: 'task.give', text: 'look', owner: { name: 'Hoang D' }, timeBoxMs: 60_000 });
    host.perform(id, { type: 'status.move', to: 'identified' });
    expect(JSON.stringify(seen)).toBe(JSON.stringify(host.incident(id)));
  });

  test('what is at or below the cursor was in the snapshot already', () => {
    const { bridge, send } = scripted([{ cursor: 5, incident: emptyIncident('I') }]);
    let seen: Incident | null = null;
    follow(bridge, 'I', { onBody: (body) => body.scope === 'incident' && (seen = body.incident), onRemoved: () => {} });
    send({ kind: 'events', cursor: 5, serverNow: NOW, events: [logged(1, 'old')] });
    send({ kind: 'events', cursor: 6, serverNow: NOW, events: [logged(2, 'new')] });
    expect(texts(seen)).toEqual(['new']);
  });

  test('an event sent twice counts once', () => {
    const { bridge, send } = scripted([{ cursor: 0, incident: emptyIncident('I') }]);
    let seen: Incident | null = null;
    follow(bridge, 'I', { onBody: (body) => body.scope === 'incident' && (seen = body.incident), onRemoved: () => {} });
    const event = logged(1, 'once');
    send({ kind: 'events', cursor: 1, serverNow: NOW, events: [event] });
    send({ kind: 'events', cursor: 2, serverNow: NOW, events: [event, logged(2, 'next')] });
    expect(texts(seen)).toEqual(['once', 'next']);
  });

  test('a missing event is not folded over: the state comes anew', () => {
    const whole = [logged(1, 'a'), logged(2, 'b'), logged(3, 'c')];
    const { bridge, send, asked } = scripted([
      { cursor: 0, incident: emptyIncident('I') },
      { cursor: 3, incident: whole.reduce(evolve, emptyIncident('I')) },
    ]);
    let seen: Incident | null = null;
    follow(bridge, 'I', { onBody: (body) => body.scope === 'incident' && (seen = body.incident), onRemoved: () => {} });
    send({ kind: 'events', cursor: 1, serverNow: NOW, events: whole.slice(0, 1) });
    send({ kind: 'events', cursor: 3, serverNow: NOW, events: whole.slice(2) });
    expect(asked()).toBe(2);
    expect(texts(seen)).toEqual(['a', 'b', 'c']);
  });

  test('an event that belongs before one already folded makes it start over too', () => {
    const { bridge, send, asked } = scripted([{ cursor: 0, incident: emptyIncident('I') }]);
    follow(bridge, 'I', { onBody: () => {}, onRemoved: () => {} });
    send({ kind: 'events', cursor: 1, serverNow: NOW, events: [logged(1, 'later', 9)] });
    send({ kind: 'events', cursor: 2, serverNow: NOW, events: [logged(2, 'earlier', 3)] });
    expect(asked()).toBe(2);
  });

  test('a rebase takes the place of everything before', () => {
    const { bridge, send } = scripted([{ cursor: 0, incident: emptyIncident('I') }]);
    let seen: Incident | null = null;
    follow(bridge, 'I', { onBody: (body) => body.scope === 'incident' && (seen = body.incident), onRemoved: () => {} });
    send({ kind: 'events', cursor: 1, serverNow: NOW, events: [logged(1, 'mine', 5)] });
    const merged = [logged(1, 'theirs', 1), logged(2, 'mine', 5)].reduce(evolve, emptyIncident('I'));
    send({ kind: 'rebase', cursor: 2, serverNow: NOW, body: { scope: 'incident', incident: merged } });
    send({ kind: 'events', cursor: 3, serverNow: NOW, events: [logged(3, 'after', 6)] });
    expect(texts(seen)).toEqual(['theirs', 'mine', 'after']);
  });
});
