// How quickly the cockpit follows the hand, with 5,000 entries open: a letter typed until it is painted, Enter until the
// line stands in the timeline. In Electron and in Chromium.
import { chromium, type Page } from '@playwright/test';
import { launchElectron, startBrowserHost } from '../e2e/host.ts';
import { chromiumPath } from '../tooling/runtimes.ts';
import { type Row, percentile, spread } from './figures.ts';
import { LONG, withRecord } from './record.ts';
import { stop } from './window.ts';

const TYPING_GOAL_MS = 33;
const ENTER_GOAL_MS = 50;
const LINES = 50;
/** A quick typist; slower than this, every letter would find an idle program. */
const BETWEEN_KEYS_MS = 60;
const TYPED = ['errors', 'pool 480', 'd back', 'h retry', 'east up'];

export async function measureTyping(): Promise<Row[]> {
  return withRecord(async ({ dataDir }) => {
    const electron = await inElectron(dataDir);
    const browser = await inChromium(dataDir);
    return [...rows('Electron', electron), ...rows('Chromium, browser host', browser)];
  });
}

interface Felt {
  /** ms from the key to the paint after it, 16 where Event Timing reports none */
  typing: number[];
  /** ms from the key down to the second frame after the row is there */
  enter: number[];
  /** of these, ms until the row is in the page */
  inPage: number[];
  rowsInDom: number;
}

function rows(where: string, { typing, enter, inPage, rowsInDom }: Felt): Row[] {
  const typed = percentile(typing, 0.95);
  const entered = percentile(enter, 0.95);
  return [
    {
      what: `Typing to paint, ${where}`,
      method: `Event Timing of keydown and input, below 16 ms counts as 16 (it rounds to 8); ${typing.length} letters, one each ${BETWEEN_KEYS_MS} ms; 5,000 entries open (${rowsInDom} rows in the page)`,
      found: spread(typing),
      goal: `p95 at most ${TYPING_GOAL_MS} ms`,
      reached: typed <= TYPING_GOAL_MS,
    },
    {
      what: `Enter to row, ${where}`,
      method: `from the key's time stamp to the second animation frame after the row is in the page, saved to disk in between; ${enter.length} entries, 5,000 open`,
      found: `${spread(enter)}; of these until the row is in the page ${spread(inPage)}`,
      goal: `p95 at most ${ENTER_GOAL_MS} ms`,
      reached: entered <= ENTER_GOAL_MS,
    },
  ];
}

async function inElectron(dataDir: string): Promise<Felt> {
  const app = await launchElectron(dataDir);
  try {
    return await feel(await app.firstWindow());
  } finally {
    await stop(app.process());
  }
}

async function inChromium(dataDir: string): Promise<Felt> {
  const host = await startBrowserHost(dataDir);
  try {
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(host.url);
      return await feel(page);
    } finally {
      await browser.close();
    }
  } finally {
    await stop(host.child);
  }
}

async function feel(page: Page): Promise<Felt> {
  await page.getByText(LONG, { exact: true }).first().click();
  const composer = page.getByRole('textbox', { name: 'Log entry' });
  await page.getByRole('list', { name: 'Timeline entries' }).getByRole('listitem').first().waitFor();
  await composer.click();
  // Warm up: code that has not run yet is compiled now and not at each first key of the measurement.
  for (let i = 0; i < 3; i++) {
    await page.keyboard.type(`warming up ${i}`, { delay: BETWEEN_KEYS_MS });
    await page.keyboard.press('Enter');
    await page.waitForFunction(isEmptied);
  }
  await page.evaluate(watch);
  let letters = 0;
  for (let i = 0; i < LINES; i++) {
    const line = `${TYPED[i % TYPED.length]} (${i})`;
    await page.keyboard.type(line, { delay: BETWEEN_KEYS_MS });
    letters += line.length;
    await page.keyboard.press('Enter');
    await page.waitForFunction((n) => window.felt.enter.length === n, i + 1);
  }
  const { typing, enter, inPage, rowsInDom } = await page.evaluate(collect);
  if (typing.length > letters) throw new Error(`${typing.length} slow letters of ${letters} typed.`);
  // Event Timing says nothing of a letter that was painted within 16 ms.
  return {
    typing: [...typing, ...Array.from({ length: letters - typing.length }, () => 16)],
    enter,
    inPage,
    rowsInDom,
  };
}

declare global {
  interface Window {
    felt: { typing: Map<string, number>; enter: number[]; inPage: number[]; done: () => void };
  }
}

/** In the page. */
function isEmptied(): boolean {
  const box = document.querySelector('[aria-label="Log entry"]');
  return box instanceof HTMLTextAreaElement && box.value === '';
}

/** In the page: listens to Event Timing, and to what comes of each Enter. */
function watch(): void {
  const typing = new Map<string, number>();
  const enter: number[] = [];
  const inPage: number[] = [];
  const take = (list: PerformanceEntryList): void => {
    for (const entry of list) {
      if (
        !(entry instanceof PerformanceEventTiming) ||
        !['keydown', 'keypress', 'input', 'beforeinput'].includes(entry.name)
      )
        continue;
      // One letter is several events of one interaction: the slowest counts.
      const letter = String(entry.interactionId || entry.startTime);
      typing.set(letter, Math.max(typing.get(letter) ?? 0, entry.duration));
    }
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  const wanted: PerformanceObserverInit & { durationThreshold: number } = { type: 'event', durationThreshold: 16 };
  observer.observe(wanted);
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || !(event.target instanceof HTMLTextAreaElement)) return;
      const began = event.timeStamp;
      const text = event.target.value.replace(/^[dh] /u, '');
      const list = document.querySelector('[aria-label="Timeline entries"]');
      if (list === null) return;
      const isThere = (): boolean =>
        list.lastElementChild?.textContent.includes(text) === true ||
        [...list.children].some((row) => row.textContent.includes(text));
      const rows = new MutationObserver(() => {
        if (!isThere()) return;
        rows.disconnect();
        inPage.push(performance.now() - began);
        requestAnimationFrame(() => requestAnimationFrame(() => enter.push(performance.now() - began)));
      });
      rows.observe(list, { subtree: true, childList: true, characterData: true });
    },
    { capture: true },
  );
  window.felt = { typing, enter, inPage, done: () => take(observer.takeRecords()) };
}

/** In the page: the Enter keys are left out, they are measured for themselves. */
function collect(): { typing: number[]; enter: number[]; inPage: number[]; rowsInDom: number } {
  window.felt.done();
  const { typing, enter, inPage } = window.felt;
  return {
    typing: [...typing.values()],
    enter,
    inPage,
    rowsInDom: document.querySelectorAll('[aria-label="Timeline entries"] > li').length,
  };
}
