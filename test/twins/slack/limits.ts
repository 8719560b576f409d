// Slack's rate limits by the twin's clock: so many calls of a method in any minute, and a post a second in each channel.
import type { SlackLimits } from './index.ts';
import type { Tier } from './method.ts';

/** Calls per minute of each tier (docs.slack.dev, rate limits). */
const PER_MINUTE = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;
const MINUTE = 60_000;
const SECOND = 1000;

export interface Throttle {
  /** ms to wait, or null when it may pass: then it is counted */
  hold: (call: { method: string; tier: Tier; channel: string }, now: number) => number | null;
}

export function throttle({ burst = 0, perMinute = {} }: SlackLimits): Throttle {
  const minutes = new Map<string, number[]>();
  /** when the channel would be free again had every post waited its second */
  const free = new Map<string, number>();

  const inMinute = (method: string, most: number, now: number): number | null => {
    const recent = (minutes.get(method) ?? []).filter((at) => at > now - MINUTE);
    minutes.set(method, recent);
    const [first = now] = recent;
    if (recent.length >= most) return first + MINUTE - now;
    recent.push(now);
    return null;
  };

  return {
    hold: ({ method, tier, channel }, now) => {
      const most = perMinute[method] ?? (typeof tier === 'number' ? PER_MINUTE[tier] : null);
      if (most !== null) return inMinute(method, most, now);
      if (tier !== 'posts') return null;
      const at = Math.max(free.get(channel) ?? 0, now);
      const wait = at - burst * SECOND - now;
      if (wait > 0) return wait;
      free.set(channel, at + SECOND);
      return null;
    },
  };
}
