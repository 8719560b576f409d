// On paper: the briefing of each real incident, and of a night that was far too long, printed by a browser with the style that the
// PDF, the printer and the HTML file share. Two pages, black on white.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentText } from '../../src-shared/documents/document.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { findChromium } from '../tooling/runtimes.ts';
import { declared, time } from '../incident/scenario.ts';
import { runRealIncident, slugs } from './real-incident.ts';

const folder = join(import.meta.dirname, '../../test-results/paper');
let browser: Browser;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await chromium.launch({
    executablePath: findChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}, 60_000);
afterAll(() => browser.close());

/** As many pages as the printer gets; the file stays to be looked at. */
async function pagesOf(
  name: string,
  kind: 'handover' | 'post-mortem',
  incident: Incident,
  now: number,
): Promise<number> {
  const html = documentText(kind, incident, incident.declaration!.playbook, now, 'Europe/Berlin', 'html').text;
  const page = await browser.newPage();
  await page.setContent(html);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.close();
  writeFileSync(join(folder, `${name}.pdf`), pdf);
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
}

test.each(slugs)('%s: the briefing fits two pages', { timeout: 60_000 }, async (slug) => {
  const { middle, end } = runRealIncident(slug, 'live');
  expect(await pagesOf(`${slug}-middle`, 'handover', middle.incident, middle.reading.now)).toBeLessThanOrEqual(2);
  expect(await pagesOf(`${slug}-end`, 'handover', end.incident, end.reading.now)).toBeLessThanOrEqual(2);
  expect(await pagesOf(`${slug}-post-mortem`, 'post-mortem', end.incident, end.reading.now)).toBeLessThanOrEqual(6);
});

test('a night that was far too long fits two pages as well', { timeout: 60_000 }, async () => {
  const set = declared({
    components: Array.from({ length: 12 }, (_, i) => `A component with a rather long name ${i}`),
  });
  for (let i = 0; i < 60; i += 1) {
    const long = `number ${i} of very many things, told at length, so that no line of it is short: ${'and on and on '.repeat(12)}`;
    set.does({ type: 'hypothesis.raise', text: `Hypothesis ${long}` });
    set.does({ type: 'decision.make', text: `Decision ${long}`, rejected: [{ option: `Option ${long}` }] });
    set.does({ type: 'action.record', text: `Action ${long}` });
    set.does({ type: 'task.give', text: `Task ${long}`, owner: { name: `Somebody with a long name ${i}` } });
    set.does({ type: 'timeline.log', kind: 'escalation', text: `Call ${long}` });
  }
  expect(await pagesOf('far-too-long', 'handover', set.incident(), time('18:00'))).toBeLessThanOrEqual(2);
});
