// One call to Slack's twin and what it answers, as rows of a table: run in process and over HTTP.
import { describe, expect, test } from 'vitest';
import { seeded, turnedClock } from '../journal/kit.ts';
import { type CallSlack, type Heard, type SlackCall, WAYS, type Way, lineTo, slackOver } from './kit.ts';
import { type SlackTwin, type SlackTwinOptions, slackTwin } from './slack/index.ts';

export interface Row {
  says: string;
  given?: (twin: SlackTwin) => void;
  call: readonly [method: string, args?: Readonly<Record<string, unknown>>, how?: SlackCall];
  hears: Partial<Heard>;
  options?: Partial<SlackTwinOptions>;
}

export const okay = (more: Readonly<Record<string, unknown>> = {}): Partial<Heard> => ({
  status: 200,
  body: expect.objectContaining({ ok: true, ...more }),
});
export const no = (error: string, more: Readonly<Record<string, unknown>> = {}): Partial<Heard> => ({
  status: 200,
  body: expect.objectContaining({ ok: false, error, ...more }),
});

export const general = 'C0GENERAL';
export const incidents = 'C0INCIDENTS';

export function describeRows(title: string, rows: readonly Row[]): void {
  describe.each(WAYS)(`${title}, %s`, (way) => {
    test.each(rows)('$call.0: $says', async ({ given, call, hears, options }) => {
      const { twin, slack } = await start(way, options);
      given?.(twin);
      const heard = await slack(...call);
      expect(heard).toMatchObject(hears);
      const applied = (heard.body as { ok: boolean }).ok;
      expect(twin.arrivals).toMatchObject([{ call: call[0], applied, status: 200, fault: null }]);
      expect(heard.headers.get('date')).toBe('Fri, 28 Feb 2025 03:12:00 GMT');
    });
  });
}

async function start(way: Way, options: Partial<SlackTwinOptions> = {}) {
  const twin = slackTwin({ clock: turnedClock(), chance: seeded(1), ...options });
  return { twin, slack: slackOver(await lineTo(twin, way), twin.token) };
}

/** A twin in process, for a story of several calls. */
export function openSlack(options: Partial<SlackTwinOptions> = {}) {
  const clock = turnedClock();
  const twin = slackTwin({ clock, ...options });
  const line = { fetch: twin.fetch, url: 'https://slack.com/api/', settled: () => Promise.resolve() };
  return { clock, twin, slack: slackOver(line, twin.token) };
}

export interface Page {
  messages: { ts: string; text: string; subtype?: string; metadata?: unknown; reply_count?: number }[];
  has_more: boolean;
  response_metadata?: { next_cursor: string };
}

/** What an answer may hold; each test looks at what its method gives. */
interface SlackBody extends Page {
  ts: string;
  channels: { name: string }[];
  members: { name: string; profile: { email?: string } }[];
  bookmark: { id: string };
}

export function bodyOf({ body }: Heard): SlackBody {
  return body as SlackBody;
}

export async function posts(slack: CallSlack, count: number, channel = general): Promise<string[]> {
  const all: string[] = [];
  for (let i = 1; i <= count; i += 1) {
    const { ts } = bodyOf(await slack('chat.postMessage', { channel, text: `message ${i}` }));
    all.push(ts);
  }
  return all;
}

export async function everyPage(slack: CallSlack, method: string, args: Record<string, unknown>): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor = '';
  do {
    const page = bodyOf(await slack(method, { ...args, cursor }));
    pages.push(page);
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return pages;
}
