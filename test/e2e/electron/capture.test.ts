// What only the desktop has: the line over any program, and the native menu made of the cockpit's own actions.
import { expect, test } from '@playwright/test';
import { declare, entry } from '../deeds.ts';
import { openDesktop, type Desktop } from './desktop.ts';
import { openLine, pressLineKey } from './probes.ts';

let desktop: Desktop;
test.beforeEach(async () => {
  desktop = await openDesktop();
  await expect(desktop.page.getByRole('heading', { level: 1 })).toBeVisible();
});
test.afterEach(() => desktop.kill());

test('the line over any program saves to the incident that was last on screen, though the window is gone', async () => {
  const { app, page } = desktop;
  await declare(page, { title: 'Login is down', severity: 2 });
  await page.getByRole('button', { name: /^All incidents/u }).click();
  await declare(page, { title: 'Checkout fails' });
  const line = await openLine(desktop);
  const box = line.getByRole('textbox', { name: 'Log entry' });
  await expect(box).toBeFocused();
  await expect(line.getByText('Checkout fails')).toBeVisible();

  // The grammar is the composer's; the window goes when the line is on disk, and only then.
  await box.fill('d ');
  await line.keyboard.press('Enter');
  await expect(line.getByRole('status')).not.toBeEmpty();
  await box.fill('d switch to the second provider');
  await line.keyboard.press('Enter');
  await expect.poll(() => lineIsShown(desktop)).toBe(false);
  // A hidden page paints nothing; what was saved meanwhile is there once it is looked at.
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => !webContents.getURL().includes('window='))
      ?.show(),
  );
  await expect(entry(page, 'switch to the second provider')).toHaveCount(1);

  // Escape keeps what is typed; the arrows choose another incident.
  await pressLineKey(desktop);
  await box.fill('login errors fall');
  await line.keyboard.press('Escape');
  await expect.poll(() => lineIsShown(desktop)).toBe(false);
  await pressLineKey(desktop);
  await expect(box).toHaveValue('login errors fall');
  await line.keyboard.press('ArrowDown');
  await expect(line.getByText('Login is down')).toBeVisible();
  await line.keyboard.press('Enter');
  await expect.poll(() => lineIsShown(desktop)).toBe(false);
  await page.getByRole('button', { name: /^All incidents/u }).click();
  await page.getByRole('link', { name: 'Login is down' }).click();
  await expect(entry(page, 'login errors fall')).toHaveCount(1);
  expect(desktop.log()).not.toContain('refused');
});

test('the little window is as closed as the large one', async () => {
  const line = await openLine(desktop);
  expect(await line.evaluate(() => ({ node: typeof Reflect.get(globalThis, 'process'), at: location.href }))).toEqual({
    node: 'undefined',
    at: 'app://warroom/?window=capture',
  });
  const kept = await desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      // Electron has no public way to read what a window was made with.
      const { webContents } = window as unknown as {
        webContents: { getLastWebPreferences: () => Record<string, unknown> };
      };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, devTools } = webContents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, devTools };
    }),
  );
  expect(kept).toHaveLength(2);
  expect(kept[1]).toEqual(kept[0]);
});

test('a shortcut that is taken says so in the settings; another one works', async () => {
  const { app, page } = desktop;
  await app.evaluate(({ globalShortcut }) => {
    globalShortcut.register('CommandOrControl+Shift+J', () => {});
  });
  await page.keyboard.press('ControlOrMeta+,');
  const field = page.getByRole('textbox', { name: 'Shortcut for a line over any program' });
  await field.fill('L');
  await page.getByRole('button', { name: 'Use this shortcut' }).click();
  await expect(page.getByText('Write it like CommandOrControl+Shift+L')).toBeVisible();
  await field.fill('CommandOrControl+Shift+J');
  await page.getByRole('button', { name: 'Use this shortcut' }).click();
  await expect(page.getByText('Another program has CommandOrControl+Shift+J already.')).toBeVisible();
  await field.fill('CommandOrControl+Alt+K');
  await page.getByRole('button', { name: 'Use this shortcut' }).click();
  await expect(page.getByText('Another program has')).toBeHidden();
  expect(await app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Alt+K'))).toBe(true);
  expect(await app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Shift+L'))).toBe(
    false,
  );
});

test('the native menu is the registry: what the palette offers can be chosen, and is done once', async () => {
  const { page } = desktop;
  await expect.poll(async () => (await menuItems(desktop)).length).toBeGreaterThan(20);
  const before = await menuItems(desktop);
  expect(before.find(({ id }) => id === 'declare-incident')).toMatchObject({ enabled: true });
  expect(before.find(({ id }) => id === 'post-update')).toMatchObject({ enabled: false });
  await choose(desktop, 'declare-incident');
  await page
    .getByRole('dialog', { name: 'Declare incident' })
    .getByRole('textbox', { name: 'Title' })
    .fill('Checkout fails');
  // Behind a dialog nothing else is done.
  await choose(desktop, 'open-help');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Checkout fails');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect.poll(async () => (await menuItems(desktop)).find(({ id }) => id === 'post-update')?.enabled).toBe(true);

  await page.keyboard.press('ControlOrMeta+k');
  const offered = await page.getByRole('option').allTextContents();
  await page.keyboard.press('Escape');
  const able = (await menuItems(desktop)).filter(({ enabled }) => enabled);
  for (const { label } of able)
    if (!label.startsWith('Command palette'))
      expect(
        offered.some((offer) => offer.startsWith(label.replace(/ \([^)]*\)$/u, ''))),
        label,
      ).toBe(true);
  // Shown, but not taken: the page hears the key itself.
  expect(able.find(({ id }) => id === 'write-sitrep')).toMatchObject({ accelerator: 'CommandOrControl+I' });
  await page.keyboard.press('ControlOrMeta+i');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await choose(desktop, 'acknowledge-incident');
  await expect(entry(page, /acknowledged/iu)).toHaveCount(1);
});

interface Item {
  id: string;
  label: string;
  enabled: boolean;
  accelerator: string | null;
}

function menuItems({ app }: Desktop): Promise<Item[]> {
  return app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? [])
      .flatMap((menu) => menu.submenu?.items ?? [])
      .filter(({ id, type }) => type === 'normal' && /^[a-z]/u.test(id ?? ''))
      .map(({ id, label, enabled, accelerator }) => ({
        id,
        label,
        enabled,
        accelerator: accelerator?.toString() ?? null,
      })),
  );
}

async function choose({ app }: Desktop, id: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(), id);
}

function lineIsShown({ app }: Desktop): Promise<boolean | undefined> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().includes('window=capture'))
      ?.isVisible(),
  );
}
