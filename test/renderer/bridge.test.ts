// The renderer's end of the wire: replies find their requests, a loss is told at once, subscriptions are taken up again.
import { describe, expect, test } from 'vitest';
import { connectWire } from '../../src-renderer/bridge.ts';
import type { Wire } from '../../src-renderer/wires.ts';
import type { Message, Reply, Request } from '../../src-shared/bridge.ts';
import { nextId } from './host.ts';

interface TestWire {
  wire: Wire;
  sent: Request[];
  reply: (reply: Reply) => void;
  state: (state: 'connected' | 'lost') => void;
}

function testWire(): TestWire {
  const sent: Request[] = [];
  let onReply: (reply: Reply) => void = () => {};
  let onState: (state: 'connected' | 'lost') => void = () => {};
  return {
    wire: {
      start: (reply, state) => {
        onReply = reply;
        onState = state;
      },
      send: (request) => void sent.push(request),
    },
    sent,
    reply: (reply) => onReply(reply),
    state: (state) => onState(state),
  };
}

const acknowledge = { id: nextId(), type: 'incident.acknowledge' } as never;

describe('requests', () => {
  test('each answer goes to its own request, in any order', async () => {
    const { wire, sent, reply, state } = testWire();
    const bridge = connectWire(wire);
    state('connected');
    const first = bridge.dispatch('A', acknowledge);
    const second = bridge.dispatch('B', acknowledge);
    const [a, b] = sent;
    reply({ n: b?.n ?? 0, kind: 'reply', body: { ok: true, events: ['b'] } });
    reply({ n: a?.n ?? 0, kind: 'reply', body: { ok: true, events: ['a'] } });
    expect(await first).toEqual({ ok: true, events: ['a'] });
    expect(await second).toEqual({ ok: true, events: ['b'] });
  });

  test('without a wire nothing is sent and the refusal says what becomes of the text', async () => {
    const { wire, sent } = testWire();
    const answer = await connectWire(wire).dispatch('A', acknowledge);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-available' } });
    expect(answer.ok ? '' : answer.refusal.message).toContain('what you typed stays');
    expect(sent).toEqual([]);
  });

  test('a wire that breaks under a request does not claim that nothing was saved', async () => {
    const { wire, state } = testWire();
    const bridge = connectWire(wire);
    state('connected');
    const asked = bridge.dispatch('A', acknowledge);
    state('lost');
    const answer = await asked;
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-available' } });
    expect(answer.ok ? '' : answer.refusal.message).toContain('may be saved or not');
  });
});

describe('connection', () => {
  test('is told at once and at each change, once', () => {
    const { wire, state } = testWire();
    const told: string[] = [];
    const stop = connectWire(wire).connection((now) => void told.push(now));
    state('connected');
    state('connected');
    state('lost');
    stop();
    state('connected');
    expect(told).toEqual(['lost', 'connected', 'lost']);
  });
});

describe('subscriptions', () => {
  const message = (cursor: number): Message => ({ kind: 'removed', cursor, serverNow: 0, reason: '' });

  test('wait for the wire, and after a loss ask for a fresh snapshot under a new number', () => {
    const { wire, sent, reply, state } = testWire();
    const bridge = connectWire(wire);
    const seen: number[] = [];
    bridge.subscribe('index', 4, (one) => void seen.push(one.cursor));
    expect(sent).toEqual([]);
    state('connected');
    expect(sent).toEqual([{ n: 1, kind: 'subscribe', scope: 'index', cursor: 4 }]);
    reply({ n: 1, kind: 'message', subscription: 1, message: message(7) });
    state('lost');
    state('connected');
    expect(sent.at(-1)).toEqual({ n: 2, kind: 'subscribe', scope: 'index', cursor: null });
    reply({ n: 1, kind: 'message', subscription: 1, message: message(8) });
    reply({ n: 2, kind: 'message', subscription: 2, message: message(9) });
    expect(seen).toEqual([7, 9]);
  });

  test('one that was stopped is told to the host and hears nothing more', () => {
    const { wire, sent, reply, state } = testWire();
    const bridge = connectWire(wire);
    state('connected');
    const seen: number[] = [];
    bridge.subscribe('index', null, (one) => void seen.push(one.cursor))();
    expect(sent.at(-1)).toEqual({ n: 2, kind: 'unsubscribe', subscription: 1 });
    reply({ n: 1, kind: 'message', subscription: 1, message: message(3) });
    expect(seen).toEqual([]);
  });
});
