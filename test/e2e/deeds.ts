// What a person does in the cockpit, by role and accessible name alone; the stories are made of these.
import { expect, type Locator, type Page } from '@playwright/test';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tooling/runtimes.ts';

export interface Declared {
  title: string;
  impact?: string;
  severity?: 1 | 2 | 3 | 4;
  components?: readonly string[];
  name?: string;
  commander?: string;
}

export async function declare(page: Page, wanted: Declared): Promise<void> {
  await page.getByRole('button', { name: 'Declare incident' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Declare incident' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill(wanted.title);
  if (wanted.impact !== undefined) await dialog.getByRole('textbox', { name: 'Impact' }).fill(wanted.impact);
  // The radio itself lies unseen under its card.
  await dialog.getByRole('radio', { name: `SEV${wanted.severity ?? 1}` }).check({ force: true });
  for (const component of wanted.components ?? []) {
    await dialog.getByRole('combobox', { name: 'Components' }).fill(component);
    await dialog.getByRole('combobox', { name: 'Components' }).press('Enter');
  }
  await dialog.getByRole('textbox', { name: 'Your name' }).fill(wanted.name ?? 'Tran B');
  await dialog.getByRole('textbox', { name: 'Incident commander' }).fill(wanted.commander ?? 'Nguyen A');
  await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(wanted.title);
}

/** Types a line and waits until the cockpit says that it is on disk. */
export async function log(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Log entry' });
  await composer.fill(line);
  await composer.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Saved to disk.' })).toBeVisible();
  await expect(composer).toHaveValue('');
}

export function entries(page: Page): Locator {
  return page.getByRole('list', { name: 'Timeline entries' });
}

/** The lines of the timeline that hold a text. */
export function entry(page: Page, text: string | RegExp): Locator {
  return entries(page).getByRole('listitem').filter({ hasText: text });
}

/** Chooses a deed from the menu of the one entry that holds the text. */
export async function chooseDeed(page: Page, text: string | RegExp, deed: string): Promise<void> {
  await entry(page, text)
    .getByRole('button', { name: /^Actions for / })
    .click();
  await page.getByRole('menu', { name: 'Entry' }).getByRole('menuitem', { name: deed }).click();
}

/** The focus is on the dialog or in it: it has come, and can be used. */
export async function isUsable(dialog: Locator): Promise<void> {
  await expect.poll(() => dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true);
}

/** The buttons of the page's four steps fill in the text; then Publish, the hold, and it is on the record. */
export async function publish(
  page: Page,
  step: 'Investigating' | 'Identified' | 'Monitoring' | 'Resolved',
): Promise<void> {
  const panel = page.getByRole('region', { name: 'Status page' });
  await panel.getByRole('button', { name: step, exact: true }).click();
  await expect(panel.getByRole('textbox', { name: 'Public message' })).not.toBeEmpty();
  await panel.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel.getByRole('button', { name: step, exact: true })).toHaveAttribute('aria-current', 'step', {
    timeout: 20_000,
  });
  await expect(panel.getByRole('button', { name: 'Take back' })).toBeHidden();
}

/** A hold that is soon over: stories are not about waiting for it. */
export const briefHold = { WARROOM_PLAYBOOK: playbookWith('brief-hold', { 'holdSeconds: 5': 'holdSeconds: 1' }) };
/** A hold that nothing outlasts: a post that is taken back within it, however slow the machine. */
export const longHold = { WARROOM_PLAYBOOK: playbookWith('long-hold', { 'holdSeconds: 5': 'holdSeconds: 60' }) };

/** Opens an incident from the start screen by its title. */
export async function openFromList(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('region', { name: 'Scribe timeline' })).toBeVisible();
}

export async function toList(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^All incidents/ }).click();
  await expect(page.getByRole('heading', { name: 'Warroom', level: 1 })).toBeVisible();
}

export interface ShownEntry {
  place: number;
  /** UTC, as the `time` element says */
  at: string;
  text: string;
}

/** Every entry from first to last, scrolled through as a reader would: only a few dozen exist at a time. */
export async function readWholeTimeline(page: Page): Promise<ShownEntry[]> {
  const list = entries(page);
  const size = Number(await list.getByRole('listitem').first().getAttribute('aria-setsize'));
  const seen = new Map<number, ShownEntry>();
  const take = async (): Promise<void> => {
    const shown = await list.getByRole('listitem').evaluateAll((items) =>
      items.map((item) => ({
        place: Number(item.getAttribute('aria-posinset')),
        at: item.querySelector('time')?.dateTime ?? '',
        text: item.textContent,
      })),
    );
    for (const one of shown) seen.set(one.place, one);
  };
  await list.evaluate((element) => element.parentElement?.scrollTo({ top: 0 }));
  await expect(list.getByRole('listitem').first()).toHaveAttribute('aria-posinset', '1');
  await take();
  while (seen.size < size) {
    const before = seen.size;
    await list.evaluate((element) => element.parentElement?.scrollBy({ top: 300 }));
    await expect
      .poll(async () => {
        await take();
        return seen.size;
      })
      .toBeGreaterThan(before);
  }
  // Back at the end, where new entries show.
  await list.evaluate((element) => element.parentElement?.scrollTo({ top: element.parentElement.scrollHeight }));
  return [...seen.values()].toSorted((a, b) => a.place - b.place);
}

/** The built-in playbook with some lines changed, as a team's own file; gives its path. Each change must find its line. */
export function playbookWith(name: string, changes: Readonly<Record<string, string>>): string {
  let text = readFileSync(join(root, 'src-shared/playbook/standard.yaml'), 'utf8');
  for (const [line, put] of Object.entries(changes)) {
    if (!text.includes(line)) throw new Error(`The built-in playbook has no line "${line}".`);
    text = text.replace(line, () => put);
  }
  const folder = join(root, 'test-results', 'playbooks');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, text);
  return path;
}
