// The frequent acts of a night, counting what is pressed beside the texts themselves: each comes to its end with at most two presses.
import type { Page } from '@playwright/test';
import { entry } from '../deeds.ts';
import { expect, test } from '../host.ts';

interface Act {
  what: string;
  /** a key, or the one button that is pressed with the mouse */
  before: string | { button: string };
  /** what a person sees before going on */
  ready?: (page: Page) => Promise<void>;
  text?: string;
  after?: string;
  seen: (page: Page) => Promise<void>;
  /** what it opened goes on; it is left by Escape, which is not part of the act */
  stays?: true;
}

// A post waits five seconds before it is said.
const lineSays = (text: string | RegExp) => (page: Page) =>
  expect(entry(page, text).first()).toBeVisible({ timeout: 20_000 });

/** The dialog stays, and hides the timeline from readers. */
const isBehind = (text: string) => (page: Page) => expect(page.getByText(text).first()).toBeVisible();

/** The frequent acts to their end, in the order of a night. */
const ACTS: readonly Act[] = [
  { what: 'acknowledge', before: 'a', seen: lineSays(/acknowledged/iu) },
  { what: 'assign a role', before: 'r', text: 'Tran B', after: 'Enter', seen: lineSays(/^.*Tran B is /u) },
  {
    what: 'acknowledge a role for somebody',
    before: { button: 'Acked by Tran B, Operations lead, now' },
    seen: lineSays(/Tran B acknowledged/u),
  },
  { what: 'log a line', before: 'n', text: 'error rate at 31 %', after: 'Enter', seen: lineSays('error rate at 31 %') },
  { what: 'decide', before: 'n', text: 'd roll back 2291', after: 'Enter', seen: lineSays('roll back 2291') },
  {
    what: 'give a task',
    before: 'n',
    text: 't @Tran 10m read the logs',
    after: 'Enter',
    seen: lineSays('read the logs'),
  },
  { what: 'post the update', before: 'u', after: 'ControlOrMeta+Enter', seen: lineSays('Update #1') },
  {
    what: 'publish a step of the status page',
    before: 'Shift+P',
    ready: (page) => expect(page.getByRole('textbox', { name: 'Public message' })).not.toBeEmpty(),
    after: 'Enter',
    seen: lineSays('Status page: Investigating'),
  },
  {
    what: 'redirect an executive',
    before: 'ControlOrMeta+e',
    after: 'Escape',
    seen: lineSays('Executive redirected'),
  },
  { what: 'issue a SITREP', before: 'ControlOrMeta+i', after: 'Enter', seen: isBehind('SITREP issued'), stays: true },
  {
    what: 'offer command',
    before: 'h',
    text: 'Pham C',
    after: 'Enter',
    seen: (page) => expect(page.getByRole('dialog').getByRole('button', { name: 'Pham C shadows now' })).toBeVisible(),
    stays: true,
  },
  { what: 'resolve', before: 'Shift+R', after: 'Enter', seen: lineSays('Incident is resolved') },
];

test('the frequent acts, each at most two presses beside its text, to their end', async ({ cockpit }) => {
  const { page } = cockpit;
  const count = await countPresses(page);
  await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Payments fail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
  expect((await count()) - 'Payments fail'.length).toBe(2);

  for (const { what, before, ready = isInSomething, text = '', after, seen, stays } of ACTS) {
    await page.getByRole('button', { name: 'All', exact: true }).focus();
    const from = await count();
    if (typeof before === 'string') await page.keyboard.press(before);
    else await page.getByRole('button', { name: before.button, exact: true }).first().click();
    if (after !== undefined) await ready(page);
    await page.keyboard.type(text);
    if (after !== undefined) await page.keyboard.press(after);
    await seen(page);
    expect((await count()) - from - text.length, what).toBeLessThanOrEqual(2);
    await expect
      .poll(() => page.evaluate(() => document.activeElement !== document.body), {
        message: `${what}: the focus is lost`,
      })
      .toBe(true);
    if (stays === true) await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

/** A dialog or the line has come to take what is typed. */
async function isInSomething(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[role=dialog], textarea, input') !== null))
    .toBe(true);
}

/** Modifiers are held, not pressed: they count with their key. */
async function countPresses(page: Page): Promise<() => Promise<number>> {
  const seen = await page.evaluateHandle(() => {
    const counted = { keys: 0 };
    document.addEventListener(
      'keydown',
      ({ key }) => (counted.keys += /^(?:Control|Meta|Shift|Alt)$/u.test(key) ? 0 : 1),
      { capture: true },
    );
    document.addEventListener('pointerdown', () => (counted.keys += 1), { capture: true });
    return counted;
  });
  return () => seen.evaluate(({ keys }) => keys);
}
