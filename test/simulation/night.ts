// A night as data: what people do and what the world does to them, drawn from a seed. It is plain JSON, so that one that went
// wrong can be made shorter, kept, and lived again.
import type { Behaviour } from '../twins/faults.ts';
import { seeded } from '../journal/kit.ts';
import { type InRoom, withRoom } from './room.ts';
import { type Travels, withTravel } from './travel.ts';

/** What somebody does at a cockpit; `pick` chooses among what there is then. */
export const DEEDS = [
  'log', 'log', 'log', 'import', 'correct', 'retract', 'undo', 'star', 'decide', 'suppose', 'settle-hypothesis', 'give-task',
  'propose', 'update', 'update', 'update-executives', 'severity', 'status', 'role', 'acknowledge', 'command', 'vacate',
  'offer', 'publish', 'publish', 'publish-privately', 'take-back', 'snooze', 'check-in', 'personal-data', 'personal-data', 'close-room',
  'describe', 'switch-playbook', 'redirect', 'issue', 'tick',
] as const; // prettier-ignore
export type Deed = (typeof DEEDS)[number];
export type Vendor = 'slack' | 'page';

export type Step = { on: number; wait: number } & (
  | { does: 'declare'; title: number; severity: 1 | 2 | 3 | 4; commander: boolean }
  | { does: 'deed'; deed: Deed; pick: number; said: number }
  /** the last command of this cockpit once more, as a screen does that did not hear the answer */
  | { does: 'again' }
  | { does: 'wait' }
  | { does: 'crash'; power: boolean }
  | { does: 'quit' }
  | { does: 'start' }
  | { does: 'writer-ends' }
  | { does: 'disk-fails'; commits: number; written: 'before' | 'after' }
  | { does: 'disk-full'; room: number }
  | { does: 'disk-away' }
  | { does: 'disk-well' }
  | { does: 'clock'; byMs: number }
  | { does: 'sleep'; ms: number }
  | { does: 'line'; cut: boolean; slow: number }
  | { does: 'vendor-fault'; vendor: Vendor; behaviour: Behaviour; count: number; calls?: string }
  | { does: 'vendor-away'; vendor: Vendor; ms: number }
  | { does: 'vendor-limits'; vendor: Vendor; limited: boolean }
  | { does: 'token'; vendor: Vendor; good: boolean }
  | { does: 'far-side'; what: FarSide; pick: number }
  | { does: 'room'; what: InRoom; pick: number }
  /** `back`: how many files ago the one was made that it is about; `to`: whose laptop command goes to */
  | { does: 'travel'; what: Travels; to: number; back: number; pick: number }
  | { does: 'backup' }
  | { does: 'restore'; pick: number }
);

/** What somebody does at the vendor by hand. */
export const FAR_SIDE = [
  'page-edit', 'page-delete', 'page-opens', 'page-component', 'slack-delete', 'slack-post', 'slack-rename', 'slack-unpin',
  'slack-archive', 'slack-remove-bot',
] as const; // prettier-ignore
export type FarSide = (typeof FAR_SIDE)[number];

export interface Night {
  seed: number;
  machines: number;
  steps: readonly Step[];
  /** what happens in Slack is told at once; else the channels are read */
  socket?: true;
}

const HOUR = 3_600_000;

/** Which kinds of trouble a night may have: few at a time, so that each gets its turn to be what matters. */
const WEATHERS = [
  'crash',
  'disk',
  'time',
  'line',
  'slack',
  'page',
  'limits',
  'token',
  'far-side',
  'backup',
  'secrets',
] as const;
type Weather = (typeof WEATHERS)[number];

export function nightOf(seed: number): Night {
  const chance = seeded(seed * 2_654_435_761);
  const below = (n: number): number => Math.floor(chance() * n);
  const one = <T>(of: readonly T[]): T => of[below(of.length)]!;
  const machines = chance() < 0.8 ? 2 : 3;
  const weather = new Set<Weather>();
  for (let n = below(4); n > 0; n -= 1) weather.add(one(WEATHERS));
  const steps: Step[] = [];
  const soon = (): number => (chance() < 0.5 ? below(5) : below(30_000));

  /** machines with an incident: on the others there is little to do, or to break */
  const busy: number[] = [];
  for (let on = 0; on < machines; on += 1) if (on === 0 || chance() < 0.5) steps.push(declaration(on, soon()));
  const length = 6 + below(18);
  while (steps.length < length) {
    const on = chance() < 0.05 ? below(machines) : one(busy);
    const wait = chance() < 0.04 ? below(HOUR) : soon();
    if (weather.size > 0 && chance() < 0.35) {
      const kind = one([...weather]);
      if (chance() < 0.35) steps.push(...turnOf(kind, on));
      else steps.push(troubleOf(kind, on, wait));
    } else if (chance() < 0.03) steps.push(declaration(on, wait));
    else if (chance() < 0.05) steps.push({ on, wait, does: 'again' });
    else steps.push(deed(on, wait, one(DEEDS)));
  }
  return withTravel(withRoom({ seed, machines, steps }));

  function declaration(on: number, wait: number): Step {
    if (!busy.includes(on)) busy.push(on);
    return { on, wait, does: 'declare', title: below(3), severity: one([1, 1, 2, 3]), commander: chance() < 0.8 };
  }

  function deed(on: number, wait: number, what: Deed): Step {
    return { on, wait, does: 'deed', deed: what, pick: below(1_000), said: below(SAID.length) };
  }

  /** Something that others hear of. */
  function telling(on: number, wait: number): Step {
    return deed(on, wait, one(['decide', 'update', 'role', 'publish', 'severity', 'status']));
  }

  /** What was given up is done after all, when it was already looked for in vain. */
  function lateIn(vendor: Vendor, on: number): Step {
    const behaviour: Behaviour = { kind: 'delay-apply', ms: 42_000 + below(48_000) };
    return { on, wait: below(3), does: 'vendor-fault', vendor, behaviour, count: 1 + below(2) };
  }

  /** Things that go wrong together: each by itself is harmless. */
  function turnOf(kind: Weather, on: number): Step[] {
    switch (kind) {
      case 'crash':
        // In the very moment that something is written, or leaves; and after a start from a snapshot that is older.
        return chance() < 0.7
          ? [telling(on, below(250)), { on, wait: soon(), does: 'crash', power: chance() < 0.7 }]
          : [
              { on, wait: below(10), does: 'quit' },
              deed(on, below(1_000), 'log'),
              { on, wait: soon(), does: 'crash', power: true },
            ];
      case 'disk':
        return [troubleOf(kind, on, below(3)), telling(on, soon()), deed(on, soon(), 'log')];
      case 'time':
        return [
          deed(on, below(10), 'log'),
          { on, wait: below(3), does: 'clock', byMs: -HOUR },
          { on, wait: below(10), does: one(['quit', 'writer-ends'] as const) },
          deed(on, soon(), 'log'),
        ];
      case 'line':
        return [
          { on, wait: below(3), does: 'line', cut: false, slow: 15_000 },
          telling(on, soon()),
          telling(on, soon()),
        ];
      case 'slack':
        return [
          chance() < 0.5 ? troubleOf(kind, on, below(3)) : lateIn(kind, on),
          telling(on, below(3)),
          telling(on, soon()),
          telling(on, 60_000 + below(60_000)),
        ];
      case 'page':
        return [
          deed(on, 9_000, 'publish'),
          troubleOf(kind, on, below(3)),
          deed(on, 5_000 + below(9_000), 'publish'),
          deed(on, 60_000 + below(60_000), 'publish'),
        ];
      case 'limits':
        return [troubleOf(kind, on, below(3)), telling(on, below(3)), telling(on, below(3)), telling(on, soon())];
      case 'token':
        return [troubleOf(kind, on, below(3)), telling(on, soon()), { on, wait: soon(), does: 'start' }];
      case 'far-side':
        return [deed(on, 10_000, 'publish'), troubleOf(kind, on, below(3)), deed(on, soon(), 'publish')];
      case 'backup':
        // What is still to go when the backup is made is out when it is put back.
        return [
          { on, wait: below(3), does: 'line', cut: true, slow: 0 },
          telling(on, below(20)),
          { on, wait: below(5), does: 'backup' },
          { on, wait: 60_000, does: 'line', cut: false, slow: 0 },
          telling(on, below(20_000)),
          { on, wait: below(10), does: 'restore', pick: 0 },
          telling(on, soon()),
        ];
      case 'secrets':
        return [
          // What was on its way may still arrive; what is said after that may not.
          deed(on, 160_000, 'personal-data'),
          // A room that was open to all is quiet from the flag on, until somebody has made it private.
          deed(on, below(20), 'close-room'),
          ...Array.from({ length: 3 }, () => ({ ...telling(on, soon()), pick: 4 * below(200) })),
          deed(on, soon(), 'publish-privately'),
        ];
    }
  }

  function troubleOf(kind: Weather, on: number, wait: number): Step {
    const at = { on, wait };
    switch (kind) {
      case 'crash':
        return chance() < 0.7
          ? { ...at, does: 'crash', power: chance() < 0.6 }
          : { ...at, does: one(['quit', 'start', 'writer-ends'] as const) };
      case 'disk':
        return one<Step>([
          { ...at, does: 'disk-fails', commits: 1 + below(3), written: one(['before', 'after']) },
          { ...at, does: 'disk-fails', commits: 1 + below(3), written: one(['before', 'after']) },
          { ...at, does: 'disk-full', room: below(8) },
          { ...at, does: 'disk-away' },
          { ...at, does: 'disk-well' },
          { ...at, does: 'crash', power: true },
        ]);
      case 'time':
        return chance() < 0.6
          ? { ...at, does: 'clock', byMs: one([-HOUR, HOUR, -HOUR, HOUR, -90_000, 240_000]) }
          : { ...at, does: 'sleep', ms: one([60_000, 20 * 60_000, 8 * HOUR]) };
      case 'line':
        return { ...at, does: 'line', cut: chance() < 0.4, slow: one([0, 0, 2_000, 9_900, 15_000]) };
      case 'slack':
      case 'page':
        return chance() < 0.85
          ? { ...at, does: 'vendor-fault', vendor: kind, behaviour: behaviour(kind), count: 1 + below(3) }
          : { ...at, does: 'vendor-away', vendor: kind, ms: below(40 * 60_000) };
      case 'limits':
        return { ...at, does: 'vendor-limits', vendor: one(['slack', 'page']), limited: chance() < 0.7 };
      case 'token':
        return { ...at, does: 'token', vendor: one(['slack', 'page']), good: chance() < 0.4 };
      case 'far-side':
        return { ...at, does: 'far-side', what: one(FAR_SIDE), pick: below(1_000) };
      case 'backup':
        return chance() < 0.5 ? { ...at, does: 'backup' } : { ...at, does: 'restore', pick: below(3) };
      case 'secrets':
        return deed(on, wait, one(['personal-data', 'publish-privately']));
    }
  }

  function behaviour(vendor: Vendor): Behaviour {
    return one<() => Behaviour>([
      () => ({ kind: 'lose-before' }),
      () => ({ kind: 'lose-after' }),
      () => ({ kind: 'lose-after' }),
      () => ({ kind: 'reset' }),
      () => ({ kind: 'hang' }),
      () => ({ kind: 'hang-after' }),
      () => ({ kind: 'captive-portal' }),
      () => ({ kind: 'status', status: 500 }),
      () => ({ kind: 'status', status: 503, applied: true }),
      // What Slack does later than 40 s is found and deleted by the sweep. An update on a page can not be deleted: that it is
      // done within those 40 s is all that we can rely on there.
      () => ({ kind: 'delay-apply', ms: 1 + below(vendor === 'slack' ? 90_000 : 38_000) }),
      () => ({ kind: 'status', status: one([420, 429]), retryAfter: one(['1', '30', '120', '-1', 'NaN']) }),
      () => ({ kind: 'status', status: 429 }),
    ])();
  }
}

export const TITLES = ['Payments fail', 'Search is slow <!channel>', 'Payments fail'] as const;

export const SAID = [
  'Cards fail again',
  '<!channel> everybody look',
  '&lt;!here&gt; <@U0001> @channel @here',
  '<https://evil.example|status page>',
  'naïve café 🙂 \u202E reversed',
  '-1 = "quoted" & <tags>',
  'The pool of connections is used up',
] as const;
