// One Socket Mode connection of Slack's SDK: opened with the app's own token, over our own requests and way out. It does not
// come back by itself: whoever holds it reads what was missed before it listens again (docs/decisions/0007).
import { z } from 'zod';
import { abortAfter } from '../attempt.ts';
import { takeTurn } from '../budget.ts';
import type { VendorPorts } from '../integration.ts';
import type { Client } from './client.ts';
import type { SlackConfig } from './config.ts';
import { type Failure, type Refused } from './errors.ts';

/** An envelope. `acknowledge` may carry an answer, where Slack asks for one. */
export interface Envelope {
  type: string;
  body: unknown;
  acknowledge: (answer?: Readonly<Record<string, unknown>>) => void;
}

interface Line {
  close: () => void;
}

const METHOD = 'apps.connections.open';
const HELLO_WITHIN_MS = 15_000;
/** By the SDK's own pings: a connection that is dead is noticed within seconds. */
const PONG_WITHIN_MS = 10_000;
const LONGEST_TURN_MS = 20_000;
const SLACKS_SOCKETS = 'https://wss-primary.slack.com/';

const frame = z.object({
  type: z.string(),
  body: z.unknown(),
  ack: z.custom<(answer?: Record<string, unknown>) => Promise<void>>((value) => typeof value === 'function'),
});

/** `ok` once Slack has said hello; `gone` is told once, when the connection that stood has ended. */
export async function openSocket(
  { appToken = '', apiUrl }: SlackConfig,
  client: Client,
  { clock, log, wayOut }: VendorPorts,
  on: { envelope: (one: Envelope) => void; gone: () => void },
): Promise<{ is: 'ok'; line: Line } | Refused | Failure> {
  if (!(await takeTurn(client.limits, [METHOD], clock, LONGEST_TURN_MS, client.signal)))
    return { is: 'retry', why: 'Slack lets no more connections be opened just now.', limited: true };
  const { SocketModeClient } = await import('@slack/socket-mode');
  const { logger, ...options } = await client.options();
  const { signal, stop } = abortAfter(clock, HELLO_WITHIN_MS);
  let socket: InstanceType<typeof SocketModeClient> | null = null;
  /** we gave up on it: the SDK cannot be stopped while it opens, so whatever comes of it is ended and not heard */
  let abandoned = false;
  try {
    // Slack's sockets stand elsewhere than its API; a test workspace's at the same place.
    const dispatcher = await wayOut?.(apiUrl.startsWith('http:') ? apiUrl : SLACKS_SOCKETS);
    socket = new SocketModeClient({
      appToken,
      autoReconnectEnabled: false,
      clientPingTimeout: PONG_WITHIN_MS,
      clientOptions: options,
      ...(logger === undefined ? {} : { logger }),
      ...(dispatcher === undefined ? {} : { dispatcher }),
    });
    const opened = socket;
    opened.on('slack_event', (told: unknown) => {
      const read = frame.safeParse(told);
      if (!read.success || abandoned) return;
      const { type, body, ack } = read.data;
      // Where the connection is gone meanwhile Slack tells it again.
      const acknowledge = (answer?: Readonly<Record<string, unknown>>): void =>
        void ack(answer === undefined ? undefined : { ...answer }).catch(() =>
          log.info('slack acknowledgement not sent'),
        );
      on.envelope({ type, body, acknowledge });
    });
    const started = opened.start();
    started.then(
      () => abandoned && void opened.disconnect(),
      () => undefined,
    );
    await Promise.race([started, ended(AbortSignal.any([signal, client.signal]))]);
    opened.once('disconnected', on.gone);
    const close = (): void => {
      opened.off('disconnected', on.gone);
      void opened.disconnect();
    };
    return { is: 'ok', line: { close } };
  } catch (error) {
    abandoned = true;
    void socket?.disconnect();
    if (signal.aborted || client.signal.aborted)
      return { is: 'retry', why: 'Slack did not open the connection in time.' };
    return client.failureOf(METHOD, error);
  } finally {
    stop();
  }
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(new Error('ended'));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}
