// Where things of ours stand outside, as the record knows it: the channel of a lane, the link of what was sent.
import type { Playbook } from '../../../src-shared/playbook/schema.ts';
import type { RemoteState } from '../../../src-shared/incident/remote.ts';

export const CHANNEL = 'slack/channel';

/** A name with its link, for a lane: its channel or its incident on the page. Null where nothing of it is known yet. */
export function placeOf(refs: RemoteState['refs'], lane: string): { name: string; url: string | null } | null {
  const own = Object.entries(refs).filter(([name]) => name.startsWith(`${lane}/`));
  const [key, ref] = own.find(([name]) => /\/(?:channel|incident)$/u.test(name)) ?? [];
  if (key === undefined || ref?.name === undefined) return null;
  return { name: key.endsWith('/channel') ? channelName(ref.name) : ref.name, url: ref.url ?? null };
}

/** Where a lane leads that has nothing of its own there, and that nobody copies to by hand. */
export function namedPlace(lane: string, playbook: Playbook | null): string {
  if (lane === 'slack-incidents') return channelName(playbook?.channels.incidents ?? 'incidents');
  return lane === 'slack-people' ? 'to each person' : '';
}

/** As it is written, whether the name came with its sign or without. */
export function channelName(name: string): string {
  return `#${name.replace(/^#+/u, '')}`;
}

/** Where what an effect made can be looked at. */
export function linkOf({ refs }: RemoteState, effect: string): string | null {
  return Object.values(refs).find((ref) => ref.effect === effect && ref.url !== undefined)?.url ?? null;
}
