// Random nights for the outbox: what people do, what the world does to them, and when it is over. Made of small numbers, so
// that a failure shrinks.
import fc from 'fast-check';
import type { Behaviour } from '../twins/faults.ts';
import type { Wanted } from '../incident/scenario.ts';

export type NightStep =
  | { does: 'command'; command: Wanted }
  | { does: 'publish'; step: (typeof steps)[number]; text: string; page: 'public' | 'private' }
  | { does: 'fault'; vendor: 'slack' | 'page'; behaviour: Behaviour; count: number }
  | { does: 'offline'; vendor: 'slack' | 'page'; on: boolean }
  | { does: 'revoke'; vendor: 'slack' | 'page'; on: boolean }
  | { does: 'wait'; ms: number }
  | { does: 'crash' }
  /** the power goes in the moment of a vendor's nth call, which arrived there or did not */
  | { does: 'die'; vendor: 'slack' | 'page'; nth: number; heard: boolean }
  | { does: 'restart' };

const steps = ['investigating', 'identified', 'monitoring', 'resolved'] as const;

const text = fc.oneof(
  fc.constantFrom(
    'Cards fail again',
    '<!channel> everybody look',
    '&lt;!here&gt; <@U0001> @channel @here',
    '<https://evil.example|status page>',
    'naïve café 🙂 \u202E reversed',
    '-1 = "quoted" & <tags>',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((made) => `say ${made}`),
);

const command: fc.Arbitrary<Wanted> = fc.oneof(
  text.map((said): Wanted => ({ type: 'update.post', audience: 'room', text: said })),
  text.map((said): Wanted => ({ type: 'update.post', audience: 'executives', text: said })),
  text.map((said): Wanted => ({ type: 'decision.make', text: said })),
  fc
    .tuple(fc.constantFrom('ops', 'comms', 'scribe', 'sme'), fc.constantFrom('Tran B', 'Le V', '<!channel>', 'Bui D'))
    .map(([role, name]): Wanted => ({ type: 'role.assign', role, person: { name } })),
  fc
    .constantFrom('Tran B', 'Le V')
    .map((name): Wanted => ({ type: 'command.assign', person: { name }, reason: 'It cannot wait' })),
  fc
    .tuple(fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const), text)
    .map(([to, reason]): Wanted => ({ type: 'severity.change', to, reason })), // one of the four levels
  text.map((said): Wanted => ({ type: 'incident.describe', title: said })),
);

const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  fc.constantFrom<Behaviour>(
    { kind: 'lose-before' },
    { kind: 'lose-after' },
    { kind: 'reset' },
    { kind: 'hang' },
    { kind: 'hang-after' },
    { kind: 'captive-portal' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503, applied: true },
  ),
  fc.integer({ min: 1, max: 90_000 }).map((ms): Behaviour => ({ kind: 'delay-apply', ms })),
  fc
    .tuple(fc.constant(429), fc.constantFrom('1', '30', '-1', 'NaN', '1e9', 'Fri, 28 Feb 2025 03:20:00 GMT', undefined))
    .map(([status, retryAfter]): Behaviour => ({
      kind: 'status',
      status,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })),
);

const vendor = fc.constantFrom('slack' as const, 'page' as const);

export const nightStep: fc.Arbitrary<NightStep> = fc.oneof(
  { weight: 6, arbitrary: command.map((wanted): NightStep => ({ does: 'command', command: wanted })) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...steps), text, fc.boolean()).map(([step, said, secret]): NightStep => ({
      does: 'publish',
      step,
      text: said,
      page: secret ? 'private' : 'public',
    })),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(vendor, behaviour, fc.integer({ min: 1, max: 3 }))
      .map(([whom, what, count]): NightStep => ({ does: 'fault', vendor: whom, behaviour: what, count })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(vendor, fc.boolean()).map(([whom, on]): NightStep => ({ does: 'offline', vendor: whom, on })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(vendor, fc.boolean()).map(([whom, on]): NightStep => ({ does: 'revoke', vendor: whom, on })),
  },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 90_000 }).map((ms): NightStep => ({ does: 'wait', ms })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3_600_000 }).map((ms): NightStep => ({ does: 'wait', ms })) },
  { weight: 1, arbitrary: fc.constant<NightStep>({ does: 'crash' }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(vendor, fc.integer({ min: 1, max: 6 }), fc.boolean())
      .map(([whom, nth, heard]): NightStep => ({ does: 'die', vendor: whom, nth, heard })),
  },
  { weight: 1, arbitrary: fc.constant<NightStep>({ does: 'restart' }) },
);
