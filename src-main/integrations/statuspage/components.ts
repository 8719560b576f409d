// The components of a page: read whole, kept for some minutes.
import { z } from 'zod';
import type { ComponentState } from '../../../src-shared/incident/status-page.ts';
import { componentsNamed, type PageComponent } from '../../../src-shared/page-components.ts';
import type { Client } from './client.ts';
import type { Failure } from './errors.ts';
import { listed, type PageAt, pagePath } from './pages.ts';

export interface Components {
  /** as they stand, at most minutes old or as old as `within` (ms); a list that was read before where it cannot be read now */
  read: (at: PageAt, within?: number) => Promise<Known | { ok: false; failure: Failure }>;
  /** these have these states now, in Statuspage's words */
  stand: (pageId: string, states: ReadonlyMap<string, string>) => void;
  /** what is kept is wrong */
  forget: (pageId: string) => void;
}
export interface Known {
  ok: true;
  components: readonly PageComponent[];
  at: number;
  /** read just now */
  fresh: boolean;
}

const KEPT_MS = 5 * 60_000;

const theirComponent = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/u),
  name: z.string(),
  status: z.string().nullish(),
  group: z.boolean().nullish(),
  group_id: z.string().nullish(),
});

export function openComponents(client: Client): Components {
  /** `seenAt`: when the states of those that our incident names were seen last */
  const kept = new Map<string, Omit<Known, 'fresh'> & { seenAt: number }>();
  const reading = new Map<string, ReturnType<Components['read']>>();

  async function readNow(at: PageAt): ReturnType<Components['read']> {
    const list = await listed(client, at, `${pagePath(at)}/components`, theirComponent);
    const before = kept.get(at.pageId);
    if (!list.ok) return before === undefined ? list : { ...before, fresh: false };
    const groups = new Map(list.all.filter((one) => one.group === true).map((one) => [one.id, one.name]));
    const known = {
      ok: true as const,
      at: client.now(),
      seenAt: client.now(),
      // A group has no state of its own.
      components: list.all
        .filter((one) => one.group !== true)
        .map((one) => ({
          id: one.id,
          name: one.name,
          group: groups.get(one.group_id ?? '') ?? null,
          state: ours(one.status ?? 'operational'),
        })),
    };
    kept.set(at.pageId, known);
    return { ...known, fresh: true };
  }

  return {
    read: (at, within = KEPT_MS) => {
      const known = kept.get(at.pageId);
      const now = client.now();
      if (known !== undefined && Math.abs(now - known.at) < KEPT_MS && Math.abs(now - known.seenAt) < within)
        return Promise.resolve({ ...known, fresh: false });
      const under = reading.get(at.pageId) ?? readNow(at).finally(() => reading.delete(at.pageId));
      reading.set(at.pageId, under);
      return under;
    },
    stand: (pageId, states) => {
      const known = kept.get(pageId);
      // Where none was named, none was seen.
      if (known === undefined || states.size === 0) return;
      const components = known.components.map((one) => {
        const now = states.get(one.id);
        return now === undefined ? one : { ...one, state: ours(now) };
      });
      kept.set(pageId, { ...known, components, seenAt: client.now() });
    },
    forget: (pageId) => kept.delete(pageId),
  };
}

/** In our words. */
function ours(state: string): string {
  return state.replaceAll('_', '-');
}

/** Ids with their states in Statuspage's words, and the names that are not on the page, or there more than once. */
export function matched(
  wanted: readonly { name: string; state: ComponentState }[],
  components: readonly PageComponent[],
): { states: Record<string, string>; missing: string[]; ambiguous: string[] } {
  const states: Record<string, string> = {};
  const missing: string[] = [];
  const ambiguous: string[] = [];
  for (const { name, state } of wanted) {
    const found = componentsNamed(name, components);
    if (found.length > 1) ambiguous.push(name);
    else if (found[0] === undefined) missing.push(name);
    else states[found[0].id] = state.replaceAll('-', '_');
  }
  return { states, missing, ambiguous };
}
