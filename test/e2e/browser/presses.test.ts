// A whole incident by the keyboard alone, counting what is pressed beside the texts themselves: each of the frequent acts is at
// most two presses.
import type { Page } from '@playwright/test';
import { entry } from '../deeds.ts';
import { expect, test } from '../host.ts';

interface Act {
  what: string;
  /** keys beside the text */
  before: readonly string[];
  text?: string;
  after?: readonly string[];
  seen: (page: Page) => Promise<void>;
}

const lineSays = (text: string | RegExp) => (page: Page) => expect(entry(page, text).first()).toBeVisible();

/** The ten frequent acts, in the order of a night. */
const ACTS: readonly Act[] = [
  { what: 'acknowledge', before: ['a'], seen: lineSays(/acknowledged/iu) },
  { what: 'assign a role', before: ['r'], text: 'Tran B', after: ['Enter'], seen: lineSays(/^.*Tran B is /u) },
  {
    what: 'log a line',
    before: ['n'],
    text: 'error rate at 31 %',
    after: ['Enter'],
    seen: lineSays('error rate at 31 %'),
  },
  { what: 'decide', before: ['n'], text: 'd roll back 2291', after: ['Enter'], seen: lineSays('roll back 2291') },
  {
    what: 'give a task',
    before: ['n'],
    text: 't @Tran 10m read the logs',
    after: ['Enter'],
    seen: lineSays('read the logs'),
  },
  { what: 'post the update', before: ['u'], after: ['ControlOrMeta+Enter'], seen: lineSays('Update #1') },
  {
    what: 'redirect an executive',
    before: ['ControlOrMeta+e'],
    after: ['Escape'],
    seen: lineSays('Executive redirected'),
  },
  {
    what: 'write a SITREP',
    before: ['ControlOrMeta+i'],
    after: ['Escape'],
    seen: (page) => expect(page.getByRole('dialog')).toBeHidden(),
  },
  {
    what: 'open the handover',
    before: ['h'],
    after: ['Escape'],
    seen: (page) => expect(page.getByRole('dialog')).toBeHidden(),
  },
  {
    what: 'begin to resolve',
    before: ['Shift+R'],
    after: ['Escape'],
    seen: (page) => expect(page.getByRole('dialog')).toBeHidden(),
  },
];

test('ten frequent acts, each at most two presses beside its text', async ({ cockpit }) => {
  const { page } = cockpit;
  const count = await countPresses(page);
  await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Payments fail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
  expect((await count()) - 'Payments fail'.length).toBe(2);

  for (const { what, before, text = '', after = [], seen } of ACTS) {
    await page.getByRole('button', { name: 'All', exact: true }).focus();
    const from = await count();
    for (const key of before) await page.keyboard.press(key);
    if (after.length > 0) await isInSomething(page);
    await page.keyboard.type(text);
    for (const key of after) await page.keyboard.press(key);
    await seen(page);
    expect((await count()) - from - text.length, what).toBeLessThanOrEqual(2);
    await expect
      .poll(() => page.evaluate(() => document.activeElement !== document.body), {
        message: `${what}: the focus is lost`,
      })
      .toBe(true);
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
    return counted;
  });
  return () => seen.evaluate(({ keys }) => keys);
}
