// What Slack says of itself on its public status page (docs.slack.dev, "Slack status API"). No token goes there, and whatever comes
// back changes words alone.
import { z } from 'zod';
import type { SaidOfItself } from '../../../src-shared/delivery.ts';
import { shortened } from '../../../src-shared/documents/words.ts';
import { cleanText } from '../../../src-shared/text/clean.ts';
import { ANSWER_WITHIN_MS, abortAfter, reasonOf } from '../attempt.ts';
import type { VendorPorts } from '../integration.ts';
import { SLACK, type SlackConfig } from './config.ts';

/** A workspace that is not Slack's own speaks for itself, beside its API. */
function feedOf(apiUrl: string): string {
  return `${apiUrl === SLACK ? 'https://slack-status.com/api/' : apiUrl}v2.0.0/current`;
}
/** Their answers have about 2 KB. */
const MOST_BYTES = 200_000;
const MOST_TITLES = 3;
const LONGEST_TITLE = 140;

const feed = z.object({
  status: z.enum(['ok', 'active']),
  active_incidents: z.array(z.object({ title: z.string() })).default([]),
});

export async function readStatusFeed(
  { apiUrl }: Pick<SlackConfig, 'apiUrl'>,
  { clock, http }: Pick<VendorPorts, 'clock' | 'http'>,
): Promise<SaidOfItself> {
  const { signal, stop } = abortAfter(clock, ANSWER_WITHIN_MS);
  try {
    const response = await http(feedOf(apiUrl), { method: 'GET', headers: { accept: 'application/json' }, signal });
    if (response.status !== 200) return { is: 'unread', why: `it answers with ${response.status}` };
    const text = await textWithin(response);
    const read = text === null ? null : feed.safeParse(jsonOf(text));
    if (read?.success !== true) return { is: 'unread', why: 'its answer cannot be read' };
    if (read.data.status === 'ok') return { is: 'ok' };
    const titles = read.data.active_incidents.slice(0, MOST_TITLES).map(({ title }) => titleOf(title));
    return { is: 'trouble', titles: titles.filter((title) => title !== '') };
  } catch (error) {
    return { is: 'unread', why: titleOf(reasonOf(error)) };
  } finally {
    stop();
  }
}

/** Null: more than anybody's status. */
async function textWithin({ body }: Response): Promise<string | null> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of body) {
    text += decoder.decode(part, { stream: true });
    if (text.length > MOST_BYTES) return null;
  }
  return text + decoder.decode();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function titleOf(text: string): string {
  return shortened(cleanText(text.slice(0, 2_000)).text, LONGEST_TITLE);
}
