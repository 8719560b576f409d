// A file into the incident's channel, by a person's own act: an address is asked for, the bytes go there, then the file is shared.
// Only the last step can be seen by anybody; where its answer was lost, the channel is looked at before it is done again.
import { hash } from 'node:crypto';
import { z } from 'zod';
import type { NamedFile } from '../../ports.ts';
import { abortAfter, reasonOf } from '../attempt.ts';
import type { Shared, Situation, VendorPorts } from '../integration.ts';
import type { Client } from './client.ts';
import type { SlackConfig } from './config.ts';
import { type Failure, outcomeOf } from './errors.ts';
import { postsIn } from './methods.ts';
import { type Place, type Places, room } from './places.ts';
import { escaped } from './render.ts';

const uploadAddress = z.object({ upload_url: z.url(), file_id: z.string().regex(/^\w{1,40}$/u) });
const historyPage = z.object({
  messages: z.array(z.object({ files: z.array(z.object({ id: z.string() })).optional() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Slack takes more, but not over the line of such a night. */
const MOST_BYTES = 100 * 2 ** 20;
/** At least this, and longer for what is larger: 100 KB a second. */
const SENT_WITHIN_MS = 30_000;
const BYTES_A_MS = 100;
/** Our clock and Slack's differ. */
const MARGIN_MS = 10 * 60_000;
const PAGE = 200;
const MOST_PAGES = 10;

export function slackFiles(config: SlackConfig, client: Client, places: Places, ports: VendorPorts) {
  const { clock, http } = ports;
  /** files whose sharing was not answered, by what they are and where they went */
  const doubts = new Map<string, { id: string; since: number }>();

  async function upload(url: string, { bytes }: NamedFile): Promise<string | null> {
    if (!isSlacks(url, config.apiUrl)) return 'Slack named an address that is not its own';
    const { signal, stop } = abortAfter(clock, SENT_WITHIN_MS + bytes.length / BYTES_A_MS);
    try {
      const headers = { 'content-type': 'application/octet-stream' };
      const ended = AbortSignal.any([signal, client.signal]);
      const response = await http(url, { method: 'POST', headers, body: Uint8Array.from(bytes), signal: ended });
      await response.body?.cancel();
      return response.status === 200 ? null : `Slack did not take the file (${response.status})`;
    } catch (error) {
      return signal.aborted ? 'The line is too slow for the file' : `The file did not get through (${reasonOf(error)})`;
    } finally {
      stop();
    }
  }

  /** Whether it stands in the channel; a failure where that cannot be read. */
  async function isThere(place: Place, { id, since }: { id: string; since: number }): Promise<boolean | Failure> {
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const called = await client.call(
        'conversations.history',
        {
          channel: place.id,
          oldest: (Math.max(0, client.earliest(since) - MARGIN_MS) / 1_000).toFixed(6),
          limit: PAGE,
          ...(cursor === '' ? {} : { cursor }),
        },
        historyPage,
      );
      if (called.is === 'refused') return outcomeOf('conversations.history', called, place.where);
      if (called.is !== 'ok') return called;
      if (called.body.messages.some(({ files }) => files?.some((file) => file.id === id))) return true;
      cursor = called.body.response_metadata?.next_cursor ?? '';
      if (cursor === '') break;
    }
    return false;
  }

  async function share(file: NamedFile, comment: string, place: Place): Promise<Shared> {
    const { where } = place;
    const key = `${place.id} ${hash('sha256', file.bytes, 'hex')}`;
    const before = doubts.get(key);
    if (before !== undefined) {
      const there = await isThere(place, before);
      if (typeof there !== 'boolean')
        return {
          is: 'doubtful',
          where,
          why: `It may stand in ${where} from before, and that cannot be looked up: ${wordsOf(there)} Look there yourself; it was not sent again.`,
        };
      doubts.delete(key);
      if (there) return { is: 'shared', where };
    }
    const asked = await client.call(
      'files.getUploadURLExternal',
      { filename: file.name, length: file.bytes.length },
      uploadAddress,
    );
    if (asked.is === 'refused') return notSent(wordsOf(outcomeOf('files.getUploadURLExternal', asked, where)));
    if (asked.is !== 'ok') return notSent(wordsOf(asked));
    const { upload_url: url, file_id: id } = asked.body;
    const trouble = await upload(url, file);
    if (trouble !== null) return notSent(`${trouble}.`);
    const since = clock.now();
    const done = await places.inside(place, () =>
      client.call(
        'files.completeUploadExternal',
        {
          files: JSON.stringify([{ id, title: file.name }]),
          channel_id: place.id,
          initial_comment: escaped(comment),
        },
        z.object({}),
        ['files.completeUploadExternal', postsIn(place.id)],
      ),
    );
    if (done.is === 'ok') return { is: 'shared', where };
    const failure = done.is === 'refused' ? outcomeOf('files.completeUploadExternal', done, where) : done;
    if (failure.is !== 'unknown') return notSent(wordsOf(failure));
    doubts.set(key, { id, since });
    if ((await isThere(place, { id, since })) === true) {
      doubts.delete(key);
      return { is: 'shared', where };
    }
    return {
      is: 'doubtful',
      where,
      why: `${wordsOf(failure)} The file may still come to ${where}: look there. Pressed again, Warroom looks first, and sends it only where it is not there.`,
    };
  }

  return {
    share: async (file: NamedFile, comment: string, situation: Situation): Promise<Shared> => {
      const place = room(situation);
      if (place === undefined)
        return notSent('The incident has no channel in Slack yet, or this laptop does not know it.');
      if (file.bytes.length > MOST_BYTES)
        return notSent(
          `The file has ${Math.ceil(file.bytes.length / 2 ** 20)} MB, and ${MOST_BYTES / 2 ** 20} are the most that is sent this way.`,
        );
      return share(file, comment, place);
    },
  };
}

function notSent(why: string): Shared {
  return { is: 'not', why };
}

function wordsOf(failure: Failure): string {
  const why = /[.!?]$/u.test(failure.why) ? failure.why : `${failure.why}.`;
  if (failure.is === 'parked') return `${why} ${failure.mend}`;
  const wait = failure.is === 'retry' && failure.afterMs !== undefined ? Math.ceil(failure.afterMs / 1_000) : null;
  return wait === null ? why : `${why} Try again in ${wait} s.`;
}

/** The file goes to Slack alone: to its own hosts, or to where its API is. */
function isSlacks(url: string, apiUrl: string): boolean {
  const { protocol, host, hostname } = new URL(url);
  const api = new URL(apiUrl);
  if (host === api.host) return protocol === api.protocol;
  return protocol === 'https:' && /(?:^|\.)slack(?:-files)?\.com$/u.test(hostname);
}
