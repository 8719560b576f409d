// What an attempt proves: an error that says nothing left, and an answer that is not waited for too long.
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { abortAfter, reasonOf, surelyNotSent } from '../../src-main/integrations/attempt.ts';
import { turnedClock } from '../shell/turned-clock.ts';

const coded = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });
const thrown = (cause: unknown): TypeError => new TypeError('fetch failed', { cause });

describe('surely nothing left', () => {
  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])('%s', (code) => {
    expect(surelyNotSent(thrown(coded(code)))).toBe(true);
    expect(reasonOf(thrown(coded(code)))).toBe(code);
  });

  test('by a host with several addresses only where every one of them failed so', () => {
    const both = (second: string): AggregateError =>
      Object.assign(new AggregateError([coded('ECONNREFUSED'), coded(second)]), { code: 'ECONNREFUSED' });
    expect(surelyNotSent(thrown(both('ECONNREFUSED')))).toBe(true);
    expect(surelyNotSent(thrown(both('ECONNRESET')))).toBe(false);
  });

  test('by a network that is down only while connecting: the same word comes from a connection that stood', () => {
    for (const code of ['ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT']) {
      expect(surelyNotSent(thrown(coded(code, { syscall: 'connect' }))), code).toBe(true);
      expect(surelyNotSent(thrown(coded(code, { syscall: 'read' }))), code).toBe(false);
      expect(surelyNotSent(thrown(coded(code))), code).toBe(false);
    }
  });

  test.each([
    coded('ECONNRESET'),
    coded('EPIPE'),
    coded('UND_ERR_SOCKET'),
    new Error('aborted'),
    'words',
    null,
    undefined,
  ])('is not said of %s', (cause) => {
    expect(surelyNotSent(thrown(cause))).toBe(false);
    expect(surelyNotSent(cause)).toBe(false);
    expect(reasonOf(thrown(cause)).length).toBeGreaterThan(0);
  });

  test('nor of an error that goes round in a circle', () => {
    const error: Error & { cause?: unknown } = new Error('x');
    error.cause = error;
    expect(surelyNotSent(error)).toBe(false);
    expect(reasonOf(error)).toBe('x');
  });

  test('by Node’s own fetch at a port where nobody listens, not by one that hangs up', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const failed = (): Promise<unknown> =>
      fetch(`http://127.0.0.1:${port}/`).then(
        () => null,
        (error: unknown) => error,
      );
    expect(surelyNotSent(await failed())).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(surelyNotSent(await failed())).toBe(true);
  });
});

test('an answer is waited for as long as said, by the clock; stopped, no timer is left', () => {
  const { clock, turn, waiting } = turnedClock();
  const cut = abortAfter(clock, 10_000);
  turn(9_999);
  expect(cut.signal.aborted).toBe(false);
  turn(1);
  expect(cut.signal.aborted).toBe(true);
  const answered = abortAfter(clock, 10_000);
  answered.stop();
  expect(waiting()).toBe(0);
  turn(20_000);
  expect(answered.signal.aborted).toBe(false);
});
