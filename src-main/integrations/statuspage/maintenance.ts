// Maintenance that a page announces: read beside the look at our incident and kept, so that no post ever waits its turn for it.
import { z } from 'zod';
import type { PlannedMaintenance } from '../../../src-shared/delivery.ts';
import type { Client } from './client.ts';
import { incidentsOf, linkOf, listed, type PageAt, theirIncident } from './pages.ts';

export interface Maintenance {
  /** as read last, the soonest first; nothing where it was never read */
  known: (lane: string) => readonly PlannedMaintenance[];
  /** reads it where it is old; what cannot be read leaves what is known */
  refresh: (at: PageAt) => Promise<void>;
}

const KEPT_MS = 10 * 60_000;

const maybeTime = z
  .string()
  .nullish()
  .transform((text) => (typeof text === 'string' ? Date.parse(text) : null));
const theirs = theirIncident.extend({ scheduled_for: maybeTime, scheduled_until: maybeTime });

export function openMaintenance(client: Client): Maintenance {
  const kept = new Map<string, { at: number; planned: readonly PlannedMaintenance[] }>();
  return {
    known: (lane) => kept.get(lane)?.planned ?? [],
    refresh: async (at) => {
      const before = kept.get(at.lane);
      if (before !== undefined && Math.abs(client.now() - before.at) < KEPT_MS) return;
      const found: PlannedMaintenance[] = [];
      for (const part of ['active_maintenance', 'upcoming']) {
        const list = await listed(client, at, `${incidentsOf(at)}/${part}`, theirs);
        if (!list.ok) return;
        for (const { id, name, scheduled_for, scheduled_until, ...one } of list.all)
          found.push({
            id,
            name,
            underWay: part === 'active_maintenance',
            from: scheduled_for,
            until: scheduled_until,
            url: linkOf(one),
          });
      }
      kept.set(at.lane, { at: client.now(), planned: found.toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0)) });
    },
  };
}
