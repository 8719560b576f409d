// What can go wrong between us and a vendor, as data: a twin asks before each call whether one of these strikes.
import type { Clock } from '../../src-main/ports.ts';

/** What happens to a call that a fault strikes. "Applied" means that the vendor did it, whatever we heard of it. */
export type Behaviour =
  /** the connection dies before the vendor does anything */
  | { kind: 'lose-before' }
  /** the vendor does it, then the connection closes without an answer */
  | { kind: 'lose-after' }
  /** the vendor does it, and the connection is reset in the middle of the answer */
  | { kind: 'reset' }
  /** never answers and does nothing */
  | { kind: 'hang' }
  /** does it and never answers */
  | { kind: 'hang-after' }
  /** the connection dies now, and the vendor does it `ms` later */
  | { kind: 'delay-apply'; ms: number }
  /** answers this status instead; `applied` for a vendor that did it all the same */
  | {
      kind: 'status';
      status: number;
      /** sent as it is: '30', '-1', 'NaN', a date, '1e9'; absent when absent here */
      retryAfter?: string;
      headers?: Readonly<Record<string, string>>;
      body?: string;
      applied?: boolean;
    }
  /** a page of HTML with 200: the hotel's login page, not the vendor */
  | { kind: 'captive-portal' }
  /** Slack's way of failing: 200 with `ok: false` */
  | { kind: 'slack-error'; error: string; more?: Readonly<Record<string, unknown>>; applied?: boolean }
  /** done and `ok: true`, but without the `ts` */
  | { kind: 'no-ts' }
  /** nothing can connect, whatever it calls, until it is lifted; no call arrives */
  | { kind: 'offline' };

export interface Struck {
  call: string;
  args: Readonly<Record<string, unknown>>;
}

export interface Fault {
  /** the calls it strikes: 'chat.postMessage', 'chat.*', 'POST /incidents', or several; every call when absent */
  calls?: string | readonly string[];
  /** narrower: what was asked */
  where?: (asked: Struck) => boolean;
  /** only the nth matching call from now on (1 is the next one), then spent */
  nth?: number;
  /** so many matching calls, then spent; every one when absent */
  count?: number;
  /** strikes with this likelihood (0 to 1), drawn from the twin's own chance */
  chance?: number;
  /** spent when the twin's clock reaches this */
  until?: number;
  does: Behaviour;
}

export interface Faults {
  /** Arms a fault; call the answer to lift it. The one armed first strikes first; those behind it do not count the call. */
  arm: (fault: Fault) => () => void;
  /** short for a fault that strikes the next matching call, once */
  once: (calls: string | readonly string[] | undefined, does: Behaviour) => () => void;
  /** lifts every fault */
  clear: () => void;
  /** those that still can strike, in order */
  armed: () => readonly Fault[];
  isOffline: () => boolean;
  /** what strikes this call, if anything; counts the call */
  strike: (asked: Struck) => Behaviour | null;
  /** told whenever the line goes down or comes back */
  onLine: (told: (offline: boolean) => void) => () => void;
}

export interface FaultsOptions {
  clock: Clock;
  /** numbers in [0, 1); needed only for a fault with `chance` */
  chance?: () => number;
}

interface Held {
  fault: Fault;
  matches: (asked: Struck) => boolean;
  seen: number;
  struck: number;
}

export function makeFaults({ clock, chance }: FaultsOptions): Faults {
  let held: Held[] = [];
  let offline = false;
  const listeners = new Set<(offline: boolean) => void>();

  const live = ({ fault }: Held): boolean => fault.until === undefined || clock.now() < fault.until;
  const keep = (wanted: (one: Held) => boolean): void => {
    held = held.filter(wanted);
    const now = held.some((one) => one.fault.does.kind === 'offline' && live(one));
    if (now === offline) return;
    offline = now;
    for (const told of listeners) told(offline);
  };

  const arm = (fault: Fault): (() => void) => {
    if (fault.chance !== undefined && chance === undefined)
      throw new Error('A fault by chance needs a twin with chance.');
    const one: Held = { fault, matches: matcherOf(fault), seen: 0, struck: 0 };
    held = [...held, one];
    if (fault.until !== undefined) clock.after(fault.until - clock.now(), () => keep(live));
    keep(live);
    return () => keep((other) => other !== one);
  };

  const strikes = (one: Held, asked: Struck): boolean => {
    const { fault } = one;
    if (fault.does.kind === 'offline' || !live(one) || !one.matches(asked)) return false;
    one.seen += 1;
    if (fault.nth !== undefined && one.seen !== fault.nth) return false;
    return fault.chance === undefined || chance === undefined || chance() < fault.chance;
  };

  return {
    arm,
    once: (calls, does) => arm({ ...(calls === undefined ? {} : { calls }), count: 1, does }),
    clear: () => keep(() => false),
    armed: () => held.filter(live).map(({ fault }) => fault),
    isOffline: () => {
      keep(live);
      return offline;
    },
    strike: (asked) => {
      const one = held.find((each) => strikes(each, asked));
      if (one === undefined) return null;
      one.struck += 1;
      const spent = one.fault.nth !== undefined || one.struck === one.fault.count;
      if (spent) keep((other) => other !== one);
      return one.fault.does;
    },
    onLine: (told) => {
      listeners.add(told);
      return () => void listeners.delete(told);
    },
  };
}

function matcherOf({ calls, where = () => true }: Fault): (asked: Struck) => boolean {
  if (calls === undefined) return where;
  const patterns = (typeof calls === 'string' ? [calls] : calls).map(callPattern);
  return (asked) => patterns.some((pattern) => pattern.test(asked.call)) && where(asked);
}

/** 'chat.*' matches every call that begins so; without a star the whole name counts. */
export function callPattern(calls: string): RegExp {
  const parts = calls.split('*').map((part) => part.replaceAll(/[.\\+?^${}()|[\]/]/gu, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'u');
}
