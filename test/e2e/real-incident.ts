// A real incident, as its team would have worked with it: pasted, read through, confirmed, and moved to its end.
import { expect, type Page } from '@playwright/test';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tooling/runtimes.ts';
import { entry, publish, readWholeTimeline } from './deeds.ts';
import type { Running } from './host.ts';

const folder = join(root, 'test', 'fixtures', 'incidents');

export const slugs = readdirSync(folder, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map((one) => one.name);

/** Two of different shapes, for the host that is slower to start; the other one runs them all. */
export const inBothHosts: readonly string[] = ['posthog-2025-10-28-flags-redis', 'roblox-2021-10-28-consul'];

interface RealIncident {
  title: string;
  impact: string;
  severity_suggested: 1 | 2 | 3 | 4;
  entries: { at: string; text: string }[];
}

export async function importAndResolve(cockpit: Running, slug: string): Promise<void> {
  // The file's own shape, see the README beside it.
  const real = JSON.parse(readFileSync(join(folder, slug, 'incident.json'), 'utf8')) as RealIncident;
  const { page } = cockpit;
  await paste(page, readFileSync(join(folder, slug, 'timeline.txt'), 'utf8'));
  const dialog = page.getByRole('dialog', { name: 'Import timeline' });
  const preview = dialog.getByRole('table', { name: 'Preview' });
  await expect(preview).toHaveAttribute('aria-rowcount', String(real.entries.length + 1));
  await expect(preview.getByRole('row').nth(1)).toContainText(utc(real.entries[0]?.at));
  await dialog.getByRole('textbox', { name: 'Title' }).fill(real.title);
  await dialog.getByRole('textbox', { name: 'Impact' }).fill(real.impact);
  await dialog.getByRole('combobox', { name: 'Severity' }).selectOption(String(real.severity_suggested));
  await dialog.getByRole('button', { name: `Add ${real.entries.length} entries` }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(real.title);

  const imported = (await readWholeTimeline(page)).filter((one) => one.text.includes('imported'));
  expect(imported).toHaveLength(real.entries.length);
  const left = [...imported];
  for (const wanted of real.entries) {
    const found = left.findIndex(
      (one) => Date.parse(one.at) === Date.parse(wanted.at) && one.text.includes(wanted.text),
    );
    expect(found, `${wanted.at} ${wanted.text}`).toBeGreaterThanOrEqual(0);
    left.splice(found, 1);
  }

  for (const step of ['Investigating', 'Identified', 'Monitoring', 'Resolved'] as const) await publish(page, step);
  await expect(entry(page, 'Incident is resolved')).toBeVisible();
  await expect(page.getByRole('timer', { name: 'Next update' })).toHaveText('over');

  await page.getByRole('button', { name: 'Write SITREP' }).click();
  const sitrep = page.getByRole('dialog', { name: 'SITREP' }).getByRole('region', { name: 'Document' });
  await expect(sitrep).toContainText(real.impact);
  await expect(sitrep).toContainText('· Resolved · ended ');
  await expect(sitrep).toContainText('Over since');
  await expect(sitrep).toContainText('Status page: Resolved since');
  await expect(sitrep).not.toContainText('Next update:');
}

export async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Import timeline' }).click();
  await page
    .getByRole('dialog', { name: 'Import timeline' })
    .getByRole('textbox', { name: 'Paste timeline' })
    .fill(text);
}

/** As the preview writes a time: its day, and the minute at least. */
function utc(at: string | undefined): string {
  return new Date(at ?? Number.NaN).toISOString().slice(0, 10);
}
