// What every picture test does with a screen: axe's rules over it, and a picture beside the others.
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tooling/runtimes.ts';

const pictures = join(root, 'test-results', 'screens');

export const USUAL = { width: 1440, height: 900 };
export const SMALL = { width: 1100, height: 700 };
export const LARGE = { width: 2560, height: 1440 };

/** Saves a picture under test-results/screens. */
export function picture(page: Page, name: string): Promise<Buffer> {
  mkdirSync(pictures, { recursive: true });
  return page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}

/** No violation of any of axe's rules, on the page or in a part of it; the test goes on all the same, and fails at its end. */
export async function check(page: Page, name: string, within?: string): Promise<void> {
  // A dialog that is just coming or going may hide the page for a moment; what stays is a violation.
  await soft.poll(() => violations(page, { within }), { message: name }).toEqual([]);
}

/** All of axe's rules over a full cockpit take seconds where two browsers share a processor. */
const soft = expect.configure({ soft: true, timeout: 30_000 });

/**
 * Axe and pictures in both themes, of the usual size and of the others given. A theme is nothing but colours, so of axe's
 * rules those that look at colours are asked twice. The page is left in the dark theme and the usual size. `within`: axe looks
 * at this part alone.
 */
export async function inBothThemes(
  page: Page,
  name: string,
  others: { width: number; height: number }[],
  within?: string,
): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await wear(page, theme);
    await (theme === 'dark' ? check(page, name, within) : checkColours(page, `light ${name}`, within));
    await picture(page, `${theme}-${name}-${USUAL.width}x${USUAL.height}`);
  }
  await fits(page, name);
  for (const size of others) {
    await page.setViewportSize(size);
    await fits(page, `${name} ${size.width}`);
    for (const theme of ['light', 'dark'] as const) {
      await wear(page, theme);
      await picture(page, `${theme}-${name}-${size.width}x${size.height}`);
    }
  }
  await page.setViewportSize(USUAL);
}

/** Nothing lies beside the window, where nobody could scroll to it. */
async function fits(page: Page, name: string): Promise<void> {
  await soft
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), { message: name })
    .toBe(0);
}

/** What the setting does, without the way to it: a test of its own presses it. */
async function wear(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.evaluate((wanted) => (document.documentElement.dataset['theme'] = wanted), theme);
}

/** The rules that look at colours alone: all that another theme can break. */
async function checkColours(page: Page, name: string, within?: string): Promise<void> {
  await soft
    .poll(() => violations(page, { within, rules: ['color-contrast', 'link-in-text-block'] }), { message: name })
    .toEqual([]);
}

interface Looked {
  /** a selector */
  within?: string | undefined;
  rules?: string[];
}

async function violations(page: Page, { within, rules }: Looked): Promise<string[]> {
  // A megabyte and a half: once for each page that is loaded.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ part, only }) => {
      // What axe's source leaves on the page.
      const { axe: here } = window as unknown as { axe: typeof axe };
      // All that is in order is not described node by node: that takes longer than to look at it.
      const found = await here.run(part ?? document, {
        resultTypes: ['violations'],
        ...(only === undefined ? {} : { runOnly: { type: 'rule', values: only } }),
      });
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, html, failureSummary }) => `${id} at ${target.join(' ')} ${html}: ${failureSummary ?? ''}`,
        ),
      );
    },
    { part: within, only: rules },
  );
}
