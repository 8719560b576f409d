// The fields of an action on a system that more than one command takes.
import { z } from 'zod';
import { oneLine } from './fields.ts';

/** DOMAIN.md 6, and what is none of them. */
export const actionKinds = [
  'rollback',
  'feature-flag',
  'scale',
  'failover',
  'circuit-breaker',
  'reroute',
  'restart',
  'other',
] as const;

export const wayBackField = oneLine('The way back', 1_000);
export const noWayBackField = oneLine('Why there is no way back', 1_000);

/** How long something may take, ms: a second to a week. */
export const timeBoxField = z
  .int()
  .min(1_000, 'A time-box has at least a second.')
  .max(7 * 86_400_000, 'A time-box has at most a week.');
