// How soon a message of the room is before the scribe's eyes: from the moment the socket has it until it is drawn, in Chromium
// over the browser host as it is built, beside 1,500 messages that were said before.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { realClock } from '../../src-main/platform/real-time.ts';
import { declare } from '../e2e/deeds.ts';
import { killed, startBrowserHost } from '../e2e/host.ts';
import { chromiumPath } from '../tooling/runtimes.ts';
import { channels, people } from '../twins/sample.ts';
import { slackTwin, type SlackTwin } from '../twins/slack/index.ts';
import { serveTwin } from '../twins/twin.ts';
import { type Row, percentile, spread } from './figures.ts';

const GOAL_MS = 100;
const BEFORE = 1_500;
const MEASURED = 200;
/** A lively room: slower than this every message would find an idle program. */
const BETWEEN_MS = 120;

export async function measureInbound(): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'warroom-inbound-'));
  const slack = slackTwin({ clock: realClock(), people, channels });
  const served = await serveTwin(slack);
  const host = await startBrowserHost(dataDir, {
    WARROOM_SLACK_TOKEN: slack.token,
    WARROOM_SLACK_APP_TOKEN: slack.socket.appToken,
    WARROOM_SLACK_API_URL: served.url,
  });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(host.url);
    const room = await opened(page, slack);
    for (let i = 0; i < BEFORE; i += 1) slack.somebody.posts(room, `before ${i}, of a long night`, { by: 'efua' });
    await shown(page, `before ${BEFORE - 1}, of a long night`);
    await watch(page);
    const sent: number[] = [];
    for (let i = 0; i < MEASURED; i += 1) {
      sent.push(performance.timeOrigin + performance.now());
      slack.somebody.posts(room, `inbound ${i}`, { by: i % 2 === 0 ? 'dmitri' : 'efua' });
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
    await page.waitForFunction((count) => Object.keys((window as unknown as Watched).seen).length === count, MEASURED, {
      timeout: 30_000,
    });
    const seen = await page.evaluate(() => Object.entries((window as unknown as Watched).seen));
    const at = new Map(seen.map(([n, one]) => [Number(n), one]));
    const drawn = sent.map((from, i) => (at.get(i)?.drawn ?? Infinity) - from);
    const inPage = sent.map((from, i) => (at.get(i)?.inPage ?? Infinity) - from);
    const acked = slack.socket.envelopes.slice(-MEASURED).map(({ sentAt, ackedAt }) => (ackedAt ?? Infinity) - sentAt);
    return [
      {
        what: 'Inbound message to screen',
        method: `from just before the twin writes it to the WebSocket until the second animation frame after its row is in the page; ${MEASURED} messages, one each ${BETWEEN_MS} ms, ${BEFORE.toLocaleString('en')} heard before; Socket Mode over a real socket, durable in between; Chromium over the browser host`,
        found: `${spread(drawn)}; of these until the row is in the page ${spread(inPage)}`,
        goal: `p95 at most ${GOAL_MS} ms`,
        reached: percentile(drawn, 0.95) <= GOAL_MS,
      },
      {
        what: 'Acknowledged to Slack, once durable',
        method: 'from the same moment until the twin has the acknowledgement',
        found: spread(acked),
        goal: 'at most 3,000 ms, which is when Slack tells it again',
        reached: Math.max(...acked) < 3_000,
      },
    ];
  } finally {
    await browser.close();
    await killed(host.child);
    await served.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function opened(page: Page, slack: SlackTwin): Promise<string> {
  await declare(page, { title: 'Payments fail', name: 'Ana Ruiz', commander: 'Bo Chen' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+S');
  const rooms = (): string[] =>
    [...slack.workspace.channels.values()].map(({ name }) => name).filter((name) => name.startsWith('inc-'));
  // The channel, and a connection over which what is said in it comes.
  while (rooms().length === 0 || slack.socket.connections() === 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const [room = ''] = rooms();
  slack.somebody.posts(room, 'is this on?', { by: 'efua' });
  await shown(page, 'is this on?');
  return room;
}

async function shown(page: Page, text: string): Promise<void> {
  await page
    .getByRole('list', { name: 'Room messages' })
    .getByText(text, { exact: true })
    .waitFor({ timeout: 120_000 });
}

interface Watched {
  seen: Record<string, { inPage: number; drawn: number }>;
}

/** Notes in the page when each message is there, and when it has been drawn. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const now = (): number => performance.timeOrigin + performance.now();
    const seen: Watched['seen'] = {};
    const known = new Set<string>();
    Object.assign(window, { seen });
    const look = (): void => {
      for (const row of document.querySelectorAll('.message-text')) {
        const n = /^inbound (\d+)$/u.exec(row.textContent)?.[1];
        if (n === undefined || known.has(n)) continue;
        known.add(n);
        const inPage = now();
        requestAnimationFrame(() => requestAnimationFrame(() => (seen[n] = { inPage, drawn: now() })));
      }
    };
    new MutationObserver(look).observe(document.querySelector('.messages') ?? document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
}
