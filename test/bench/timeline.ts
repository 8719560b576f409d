// The cockpit with 100,000 entries open, in Chromium through the browser host: a frame of fast scrolling, going to a time, a
// line that is logged, and a search over everything as it is typed.
import { chromium, type Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { workPerFrame } from '../e2e/frames.ts';
import { startBrowserHost } from '../e2e/host.ts';
import { ENTRIES, LONG, longRecord } from '../e2e/long-record.ts';
import { chromiumPath } from '../tooling/runtimes.ts';
import { type Row, percentile, spread } from './figures.ts';
import { stop } from './window.ts';

const GOALS = { frame: 8, rows: 80, jump: 50, search: 100 };
const UNCHANGED_MS = 1_500;
const TIMES = ['T-60', '-5h', 'T-1500', 'start', '-90m', 'T-600', '-20h', 'end', 'T-1000', '-9h'];
const WORDS = [
  'pool exh',
  'payment api',
  'roll back',
  'median kv',
  'the',
  'secondary',
  'p',
  'east health',
  '99986',
  'vendor',
];

export async function measureTimeline(): Promise<Row[]> {
  const dataDir = longRecord();
  const host = await startBrowserHost(dataDir);
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(host.url);
    await page.getByRole('link', { name: LONG }).click();
    await page.getByRole('list', { name: 'Timeline entries' }).getByRole('listitem').first().waitFor();
    const { wheel, thumb, rows } = await scrolling(page);
    const jumps = await jumping(page);
    const searches = await searching(page);
    return [...scrollRows(wheel, thumb, rows), jumpRow(jumps), searchRow(searches)];
  } finally {
    await browser.close();
    await stop(host.child);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function scrollRows(wheel: readonly number[], thumb: readonly number[], rows: number): Row[] {
  const open = `${ENTRIES.toLocaleString('en')} entries open`;
  const method = `Chromium's trace: time that the page's main thread ran in scripting, style and layout, by frame; ${open}`;
  return [
    {
      what: 'A frame of fast scrolling',
      method: `${method}; the wheel at 12,000 px a second, ${wheel.length} frames`,
      found: spread(wheel),
      goal: `p99 at most ${GOALS.frame} ms`,
      reached: percentile(wheel, 0.99) <= GOALS.frame,
    },
    {
      what: 'A frame of dragging the thumb',
      method: `${method}; every row another in each frame (4,973 px), ${thumb.length} frames`,
      found: spread(thumb),
      goal: 'for comparison: the worst there is',
      reached: null,
    },
    {
      what: 'Rows in the page meanwhile',
      method: 'the most seen after any frame',
      found: String(rows),
      goal: `at most ${GOALS.rows}`,
      reached: rows <= GOALS.rows,
    },
  ];
}

function jumpRow(jumps: readonly number[]): Row {
  return {
    what: 'Go to a time',
    method: `from Enter to the second frame with the entry in view, ${jumps.length} times among ${ENTRIES.toLocaleString('en')} entries`,
    found: spread(jumps),
    goal: `p95 at most ${GOALS.jump} ms`,
    reached: percentile(jumps, 0.95) <= GOALS.jump,
  };
}

function searchRow(searches: readonly number[]): Row {
  return {
    what: 'Search every timeline',
    method: `typed letter by letter: from the input to the second frame with its hits drawn, ${searches.length} inputs over ${ENTRIES.toLocaleString('en')} entries`,
    found: spread(searches),
    goal: `p95 at most ${GOALS.search} ms`,
    reached: percentile(searches, 0.95) <= GOALS.search,
  };
}

async function scrolling(page: Page): Promise<{ wheel: number[]; thumb: number[]; rows: number }> {
  const list = page.getByRole('list', { name: 'Timeline entries' });
  const { x, y } = await list.evaluate((element) => {
    const box = element.parentElement?.getBoundingClientRect() ?? new DOMRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  const session = await page.context().newCDPSession(page);
  const turn = (yDistance: number): Promise<unknown> =>
    session.send('Input.synthesizeScrollGesture', { x, y, yDistance, speed: 12_000, gestureSourceType: 'mouse' });
  const drag = (frames: number): Promise<number> =>
    list.evaluate(async (element, count) => {
      const scroller = element.parentElement;
      let most = 0;
      for (let i = 0; i < count; i++) {
        scroller?.scrollBy(0, i % 40 < 30 ? -4_973 : 4_973);
        await new Promise(requestAnimationFrame);
        most = Math.max(most, element.childElementCount);
      }
      return most;
    }, frames);
  // Warm up: code that has not run yet is compiled now.
  await turn(20_000);
  await drag(60);
  const wheel = await workPerFrame(page, async () => {
    for (const distance of [60_000, -30_000, 60_000, -30_000]) await turn(distance);
  });
  let rows = 0;
  const thumb = await workPerFrame(page, async () => {
    rows = await drag(300);
  });
  return { wheel, thumb, rows };
}

async function jumping(page: Page): Promise<number[]> {
  const took: number[] = [];
  for (const time of TIMES) {
    await page.keyboard.press('g');
    await page.getByRole('dialog', { name: 'Go to a time' }).getByRole('textbox', { name: 'Time' }).fill(time);
    const taken = await page.evaluateHandle(watchMark);
    await page.keyboard.press('Enter');
    await page.waitForFunction(({ ms }) => ms !== null, taken);
    took.push(await taken.evaluate(({ ms }) => ms ?? Number.NaN));
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  return took;
}

async function searching(page: Page): Promise<number[]> {
  await page.keyboard.press('ControlOrMeta+Shift+f');
  const box = page.getByRole('combobox', { name: 'Search every timeline' });
  await box.waitFor();
  const took: number[] = [];
  for (const words of WORDS) {
    await box.fill('');
    for (let length = 1; length <= words.length; length++) {
      if (words[length - 1] === ' ') continue; // the same question as before
      const taken = await page.evaluateHandle(watchHits);
      await box.fill(words.slice(0, length));
      // Whole words are marked: one letter more may leave all as it is, and then there is nothing to wait for.
      const changed = await page
        .waitForFunction(({ ms }) => ms !== null, taken, { timeout: UNCHANGED_MS })
        .then(() => true)
        .catch(() => false);
      if (changed) took.push(await taken.evaluate(({ ms }) => ms ?? Number.NaN));
    }
  }
  return took;
}

/** In the page: from the next Enter to the second frame in which another entry than before is marked. */
function watchMark(): { ms: number | null } {
  const taken: { ms: number | null } = { ms: null };
  const marked = (): string | undefined => document.querySelector<HTMLElement>('.entry.marked')?.dataset['entry'];
  const before = marked();
  addEventListener(
    'keydown',
    (event) => {
      const look = (): void => {
        if (marked() !== before) requestAnimationFrame(() => (taken.ms = performance.now() - event.timeStamp));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    { capture: true, once: true },
  );
  return taken;
}

/** In the page: from the next input to the second frame after the list of hits has changed for it. */
function watchHits(): { ms: number | null } {
  const taken: { ms: number | null } = { ms: null };
  const lists = document.querySelectorAll('.finder-list, .finder-status');
  addEventListener(
    'input',
    (event) => {
      const changed = new MutationObserver(() => {
        changed.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => (taken.ms = performance.now() - event.timeStamp)));
      });
      for (const list of lists)
        changed.observe(list, { subtree: true, childList: true, characterData: true, attributes: true });
    },
    { capture: true, once: true },
  );
  return taken;
}
