// What is due, outside the cockpit's own window: the small timer, the tray, native notifications (DOMAIN.md 4).
import { expect, test, type Page } from '@playwright/test';
import { join } from 'node:path';
import { check, picture } from '../browser/look.ts';
import { declare } from '../deeds.ts';
import { openDesktop, removeFolder, temporaryFolder, type Desktop } from './desktop.ts';
import { openTimer } from './probes.ts';

const TITLE = 'Payment processing failing for about 30% of users';
const later = ['-r', join(import.meta.dirname, '../browser/later.mjs')];

let dataDir: string;
let desktop: Desktop;
const start = async (): Promise<void> => {
  desktop = await openDesktop({ dataDir, args: later });
  await expect(desktop.page.getByRole('heading', { level: 1 })).toBeVisible();
};
test.beforeEach(async () => {
  dataDir = temporaryFolder('due');
  await start();
});
test.afterEach(async () => {
  await desktop.kill();
  removeFolder(dataDir);
});

test('the small timer counts the most pressing clock down, and up once it is overdue; it opens the cockpit', async () => {
  const { app, page } = desktop;
  await declare(page, { title: TITLE });
  const timer = await openTimer(desktop);
  const count = timer.getByRole('timer', { name: 'Most pressing clock' });
  await expect(count).toHaveText(/^0[23]:\d\d$/u);
  await expect(timer.getByText('IC to acknowledge')).toBeVisible();
  const shown = await count.textContent();
  await expect(count).not.toHaveText(shown ?? '');
  await inBothThemes(timer, 'timer-due');

  await sleepFor(desktop, 16);
  await expect(count).toHaveText(/^\+1[23]:\d\d$/u);
  await expect(timer.getByText('overdue', { exact: true })).toBeVisible();
  await expect(timer.getByRole('alert')).toHaveText('Overdue: IC to acknowledge');
  await inBothThemes(timer, 'timer-overdue');
  // Days later it still fits.
  await sleepFor(desktop, 76 * 60);
  await expect(count).toHaveText(/^\+3d 04:/u);
  await inBothThemes(timer, 'timer-overdue-for-days');
  expect(
    await timer.evaluate(() =>
      [...document.querySelectorAll('.timer *')].every(
        (part) => part.getBoundingClientRect().right <= document.documentElement.clientWidth,
      ),
    ),
    'nothing is cut',
  ).toBe(true);

  await page.getByRole('button', { name: /^All incidents/u }).click();
  await (await app.browserWindow(page)).evaluate((window) => window.hide());
  await timer.getByRole('button', { name: 'Open the cockpit' }).click();
  await expect(page.getByRole('region', { name: 'Clocks' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  expect(desktop.log()).not.toContain('refused');
});

test('the small timer lies over every program, goes to a corner by key and comes back where it was', async () => {
  const timer = await openTimer(desktop);
  await expect(timer.getByText('Nothing is running')).toBeVisible();
  await inBothThemes(timer, 'timer-nothing');
  const area = await desktop.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
  const [right, low] = [area.x + area.width - 312, area.y + area.height - 144];
  const size = { width: 300, height: 132 };
  await expect.poll(() => timerWindow(desktop)).toEqual({ over: true, bounds: { x: right, y: area.y + 12, ...size } });

  await press(desktop, 'Down', ['control']);
  await press(desktop, 'Left', ['control']);
  const moved = { over: true, bounds: { x: area.x + 12, y: low, ...size } };
  await expect.poll(() => timerWindow(desktop)).toEqual(moved);
  await press(desktop, 'Escape');
  await expect.poll(() => timerWindow(desktop)).toBe(null);
  const again = await openTimer(desktop);
  expect(await timerWindow(desktop)).toEqual(moved);
  await again.getByRole('button', { name: 'Close the timer' }).click();
  await expect.poll(() => timerWindow(desktop)).toBe(null);

  await desktop.close();
  await start();
  await openTimer(desktop);
  expect(await timerWindow(desktop), 'after a start').toEqual(moved);
  // It holds nobody back who wants to leave.
  const ended = new Promise<number | null>((resolve) => desktop.app.process().once('exit', resolve));
  const cockpit = await desktop.app.browserWindow(desktop.page);
  await cockpit.evaluate((window) => void setImmediate(() => window.close()));
  expect(await ended).toBe(0);
  await start();
});

test('the tray tells what is due next, then what is overdue, and opens the incident', async () => {
  const { app, page } = desktop;
  const tray = await watchTray(desktop);
  await declare(page, { title: 'Login is down', severity: 2 });
  await page.getByRole('button', { name: /^All incidents/u }).click();
  await declare(page, { title: TITLE });
  await expect.poll(async () => (await tray()).tip).toBe(`Next due in 3 min: IC to acknowledge - Login is down`);
  const { lines } = await tray();
  expect(lines[0]).toMatch(/^IC to acknowledge, in 3 min - Login is down$/u);
  expect(lines).toContain(`Next update, in 15 min - ${TITLE}`);
  expect(lines.slice(-4)).toEqual(['', 'Open Warroom', 'Show timer', 'Quit']);

  await sleepFor(desktop, 16);
  await expect.poll(async () => (await tray()).tip).toMatch(/^\d+ overdue: IC to acknowledge - Login is down$/u);
  expect((await tray()).lines[0]).toMatch(/^IC to acknowledge, 1[23]:\d\d over - Login is down$/u);

  await (await app.browserWindow(page)).evaluate((window) => window.hide());
  await choose(desktop, /Login is down$/u);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Login is down');
  const cockpit = await app.browserWindow(page);
  await expect.poll(() => cockpit.evaluate((window) => window.isVisible())).toBe(true);
  const opened = app.waitForEvent('window');
  await choose(desktop, /^Show timer$/u);
  await expect((await opened).getByRole('timer', { name: 'Most pressing clock' })).toHaveText(/^\+/u);
});

test('an alarm that falls due while the cockpit is not in front is notified once, and its click opens the incident', async () => {
  const { app, page } = desktop;
  const told = await watchNotifications(desktop);
  await declare(page, { title: TITLE });
  await page.getByRole('button', { name: /^All incidents/u }).click();
  await (await app.browserWindow(page)).evaluate((window) => window.hide());
  await sleepFor(desktop, 16);
  const update = { title: TITLE, body: expect.stringMatching(/^Next update: is overdue/u) };
  await expect.poll(told).toContainEqual(update);
  const once = await told();
  expect(once.length).toBeGreaterThan(2);
  expect(new Set(once.map(({ body }) => body.split(':')[0])).size, 'each clock once').toBe(once.length);
  await sleepFor(desktop, 0);
  await sleepFor(desktop, 1);
  expect(await told()).toEqual(once);
  await app.evaluate(() => {
    // Put there by watchNotifications.
    const { told: all } = globalThis as unknown as { told: { body: string; emit: (event: string) => void }[] };
    all.find(({ body }) => body.startsWith('Next update'))?.emit('click');
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  await expect(page.getByRole('region', { name: 'Clocks' })).toBeVisible();
});

/** A picture, and none of axe's rules is broken. */
async function inBothThemes(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await page.evaluate((wanted) => (document.documentElement.dataset['theme'] = wanted), theme);
    await picture(page, `${theme}-${name}`);
    await check(page, `${theme} ${name}`);
  }
}

/** The laptop sleeps for so many minutes and wakes, as the system tells it. */
async function sleepFor({ app, page }: Desktop, minutes: number): Promise<void> {
  await app.evaluate(({ powerMonitor }, more) => {
    process.env['WARROOM_TEST_LATER_MIN'] = String(Number(process.env['WARROOM_TEST_LATER_MIN'] ?? 0) + more);
    powerMonitor.emit('resume');
  }, minutes);
  // The host has told all that fell due; asked while it is at it, its debugger loses answers.
  await expect(page).toHaveTitle(/overdue/iu);
}

function timerWindow({ app }: Desktop): Promise<{ over: boolean; bounds: object } | null> {
  return app.evaluate(({ BrowserWindow }) => {
    const timer = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith('timer.html'));
    return timer === undefined ? null : { over: timer.isAlwaysOnTop(), bounds: timer.getBounds() };
  });
}

/** Comes as from the keyboard: keys of the driver pass the window by and reach its page alone. */
async function press({ app }: Desktop, keyCode: string, modifiers: 'control'[] = []): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, event) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().endsWith('timer.html'))
        ?.webContents.sendInputEvent({ type: 'keyDown', ...event }),
    { keyCode, modifiers },
  );
}

/** What the tray is given from here on: no display here has one to look at. A separator is an empty line. */
async function watchTray({ app }: Desktop): Promise<() => Promise<{ tip: string; lines: string[] }>> {
  await app.evaluate(({ Tray }) => {
    const given = { tip: '', menu: null as Electron.Menu | null };
    Tray.prototype.setToolTip = function (tip) {
      given.tip = tip;
    };
    Tray.prototype.setContextMenu = function (menu) {
      given.menu = menu;
    };
    Object.assign(globalThis, { tray: given });
  });
  return () =>
    app.evaluate(() => {
      // Put there just above.
      const { tray } = globalThis as unknown as { tray: { tip: string; menu: Electron.Menu | null } };
      return { tip: tray.tip, lines: tray.menu?.items.map(({ label }) => label) ?? [] };
    });
}

async function choose({ app }: Desktop, label: RegExp): Promise<void> {
  await app.evaluate((_electron, wanted) => {
    // Put there by watchTray.
    const { tray } = globalThis as unknown as { tray: { menu: Electron.Menu } };
    tray.menu.items.find((item) => new RegExp(wanted, 'u').test(item.label))?.click();
  }, label.source);
}

/** What the system is asked to show from here on, in order. */
async function watchNotifications({ app }: Desktop): Promise<() => Promise<{ title: string; body: string }[]>> {
  await app.evaluate(({ Notification }) => {
    const told: Electron.Notification[] = [];
    // A display with no notification service says there are none.
    Notification.isSupported = () => true;
    Notification.prototype.show = function () {
      told.push(this);
    };
    Object.assign(globalThis, { told });
  });
  return () =>
    app.evaluate(() => {
      // Put there just above.
      const { told } = globalThis as unknown as { told: Electron.Notification[] };
      return told.map(({ title, body }) => ({ title, body }));
    });
}
