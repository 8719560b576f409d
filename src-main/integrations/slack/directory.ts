// Who somebody is in the workspace: by Slack id or name, by mail address, or by the one exact name.
import { z } from 'zod';
import type { Person } from '../../../src-shared/incident/index.ts';
import { sameName } from '../../../src-shared/incident/people.ts';
import type { Clock } from '../../ports.ts';
import type { Speaker } from '../inlet.ts';
import type { Client } from './client.ts';
import { type Failure, outcomeOf } from './errors.ts';

/** `id`: of the workspace's user. */
export type Whom = { is: 'ok'; id: string } | { is: 'nobody' } | { is: 'several' } | Failure;

export interface Directory {
  /** somebody of the workspace by their id, as the inbox needs them; whoever is not there any more is known by the id */
  speaker: (id: string) => Promise<{ is: 'ok'; speaker: Speaker } | Failure>;
  whoIs: (person: Person | undefined) => Promise<Whom>;
}

const user = z.object({
  id: z.string(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  profile: z
    .object({ real_name: z.string().optional(), display_name: z.string().optional(), email: z.string().optional() })
    .optional(),
});
type User = z.output<typeof user>;
const userPage = z.object({
  members: z.array(user),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const KEPT_MS = 10 * 60_000;
const PAGE = 1_000;
/** 20,000 people: whoever is not among them is found by mail address or id. */
const MOST_PAGES = 20;

export function slackDirectory(client: Client, clock: Clock): Directory {
  let list: { at: number; users: readonly User[] } | null = null;
  const spoken = new Map<string, { at: number; speaker: Speaker }>();
  let listing: Promise<{ is: 'ok'; users: readonly User[] } | Failure> | null = null;

  /** Everybody who works there; asked once for all who wait for it, and kept for a while. */
  async function everybody(): Promise<{ is: 'ok'; users: readonly User[] } | Failure> {
    if (list !== null && Math.abs(clock.now() - list.at) < KEPT_MS) return { is: 'ok', users: list.users };
    listing ??= readList().finally(() => {
      listing = null;
    });
    return listing;
  }

  async function readList(): Promise<{ is: 'ok'; users: readonly User[] } | Failure> {
    const users: User[] = [];
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const called = await client.call('users.list', { limit: PAGE, ...(cursor === '' ? {} : { cursor }) }, userPage);
      if (called.is === 'refused') return outcomeOf('users.list', called, 'the people');
      if (called.is !== 'ok') return called;
      users.push(...called.body.members.filter((one) => one.deleted !== true && one.is_bot !== true));
      cursor = called.body.response_metadata?.next_cursor ?? '';
      if (cursor === '') break;
    }
    list = { at: clock.now(), users };
    return { is: 'ok', users };
  }

  /** By Slack id or name, else by mail address, else by the one person of exactly this name. */
  async function whoIs(person: Person | undefined): Promise<Whom> {
    if (person === undefined) return { is: 'nobody' };
    const { slack = '', email = '' } = person.handles;
    const handle = slack.trim().replace(/^@/u, '');
    if (/^[UW][A-Z0-9]{5,}$/u.test(handle)) return { is: 'ok', id: handle };
    if (handle !== '') {
      const found = await among((one) => one.name?.toLowerCase() === handle.toLowerCase() || displays(one, handle));
      if (found.is !== 'nobody') return found;
    }
    if (email.trim() !== '') {
      const called = await client.call('users.lookupByEmail', { email: email.trim() }, z.object({ user }));
      if (called.is === 'ok' && called.body.user.deleted !== true) return { is: 'ok', id: called.body.user.id };
      if (called.is === 'refused' && called.error !== 'users_not_found')
        return outcomeOf('users.lookupByEmail', called, 'the people');
      if (called.is !== 'ok' && called.is !== 'refused') return called;
    }
    return among((one) => displays(one, person.name));
  }

  async function among(matches: (one: User) => boolean): Promise<Whom> {
    const all = await everybody();
    if (all.is !== 'ok') return all;
    const [first, second] = all.users.filter(matches);
    if (first === undefined) return { is: 'nobody' };
    return second === undefined ? { is: 'ok', id: first.id } : { is: 'several' };
  }

  /** Asked once in a while: an incident has a dozen people. */
  async function speaker(id: string): Promise<{ is: 'ok'; speaker: Speaker } | Failure> {
    const asked = spoken.get(id);
    if (asked !== undefined && Math.abs(clock.now() - asked.at) < KEPT_MS) return { is: 'ok', speaker: asked.speaker };
    const called = await client.call('users.info', { user: id }, z.object({ user }));
    if (called.is === 'refused' && called.error !== 'user_not_found')
      return outcomeOf('users.info', called, 'the people');
    if (called.is !== 'ok' && called.is !== 'refused') return called;
    const found = called.is === 'ok' ? speakerOf(called.body.user) : { handle: id, name: id };
    spoken.set(id, { at: clock.now(), speaker: found });
    return { is: 'ok', speaker: found };
  }

  return { whoIs, speaker };
}

function speakerOf({ id, name, real_name, profile }: User): Speaker {
  const shown = [real_name, profile?.real_name, profile?.display_name, name].find(
    (one) => one !== undefined && one !== '',
  );
  return {
    handle: id,
    name: shown ?? id,
    ...(name === undefined ? {} : { short: name }),
    ...(profile?.email === undefined ? {} : { email: profile.email }),
  };
}

function displays({ real_name, profile }: User, name: string): boolean {
  const wanted = sameName(name);
  return [real_name, profile?.real_name, profile?.display_name].some(
    (one) => one !== undefined && one !== '' && sameName(one) === wanted,
  );
}
