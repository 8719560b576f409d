// The story of a first incident, from declaration to resolution, with no network: by role and accessible name alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { briefHold, declare, entries, log, openFromList, publish } from './deeds.ts';
import { expect, test } from './host.ts';

test.use({ env: briefHold });

const TITLE = 'Payment processing failing for about 30% of users';

async function assign(page: Page, role: string, name: string): Promise<void> {
  await page
    .getByRole('button', { name: `Assign ${role}` })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a first incident from declaration to resolution', async ({ cockpit }) => {
  await cockpit.picture('start-empty');
  const { page } = cockpit;
  await declare(page, {
    title: TITLE,
    impact: 'About 30 % of card payments fail',
    components: ['Payments'],
  });
  const timeline = entries(page);

  await test.step('the cockpit is live', async () => {
    await expect(page.getByRole('timer', { name: 'Next update' })).toBeVisible();
    await expect(page.getByRole('timer', { name: 'Elapsed' })).toBeVisible();
    for (const region of ['Role board', 'Clocks', 'Scribe timeline', 'Status page', 'Say it now', 'Delivery'])
      await expect(page.getByRole('region', { name: region })).toBeVisible();
    await expect(timeline).toContainText('Tran B declared SEV1');
  });

  await test.step('roles', async () => {
    await assign(page, 'Operations lead', 'Tran B');
    await assign(page, 'Scribe', 'Hoang D');
    await expect(page.getByRole('button', { name: 'Reassign Scribe' })).toBeVisible();
    await expect(timeline).toContainText('Hoang D is Scribe');
  });

  await test.step('the composer grammar', async () => {
    await log(page, 'error budget burns at 14x');
    await log(page, 'h pool exhausted by the last deployment');
    await log(page, 't @"Tran B" 10m check the error rate by pod');
    await log(page, 'd roll payment-api back');
    await log(page, 'a rollback started');
    await log(page, '-4m ! deployment reached production');
    for (const text of [
      'error budget burns',
      'pool exhausted',
      'check the error rate',
      'roll payment-api back',
      'rollback started',
      'deployment reached production',
    ])
      await expect(timeline).toContainText(text);
  });

  await test.step('the status page: one click and one key', async () => {
    await publish(page, 'Investigating');
    await expect(timeline).toContainText('Status page: Investigating');
  });

  await test.step('the numbered update re-arms the countdown', async () => {
    await page.getByRole('button', { name: 'Post update' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Post/ }).click();
    await expect(dialog).toBeHidden();
    await expect(timeline).toContainText('Update #1');
    await expect(page.getByRole('timer', { name: 'Next update' })).toContainText(/1[45]:\d\d/);
  });

  await test.step('an executive is redirected', async () => {
    await page.getByRole('button', { name: 'Redirect executive' }).click();
    const dialog = page.getByRole('dialog', { name: 'Executive redirect' });
    await expect(dialog.getByRole('region', { name: 'Document' })).toContainText(/\S/);
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(() => cockpit.clipboard()).toContain('Your questions are answered');
    await page.keyboard.press('Escape');
    await expect(timeline).toContainText('Executive redirected');
  });

  await test.step('SITREP and handover briefing', async () => {
    await page.getByRole('button', { name: 'Write SITREP' }).click();
    const sitrep = page.getByRole('dialog', { name: 'SITREP' });
    await expect(sitrep.getByRole('region', { name: 'Document' })).toContainText('Conditions');
    await expect(sitrep.getByRole('region', { name: 'Document' })).toContainText('pool exhausted');
    await sitrep.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(() => cockpit.clipboard()).toContain('# SITREP');
    const file = await cockpit.saved(() => sitrep.getByRole('button', { name: 'Save' }).click());
    expect(file.name).toMatch(/\.md$/u);
    expect(file.text).toContain('# SITREP');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Hand over' }).click();
    const briefing = page.getByRole('dialog', { name: 'Handover briefing' });
    await expect(briefing.getByRole('region', { name: 'Document' })).toContainText('Read back');
    await page.keyboard.press('Escape');
  });

  await test.step('a kill loses nothing that was shown as saved, nor the half-typed line', async () => {
    await page.getByRole('textbox', { name: 'Log entry' }).fill('half typed when the lights went ou');
    await expect
      .poll(() => readFileSync(join(cockpit.dataDir, 'settings.json'), 'utf8'))
      .toContain('half typed when the lights went ou');
    await cockpit.killAndStart();
    const again = cockpit.page;
    await openFromList(again, TITLE);
    await expect(again.getByRole('textbox', { name: 'Log entry' })).toHaveValue('half typed when the lights went ou');
    await expect(entries(again)).toContainText('Update #1');
    await again.getByRole('textbox', { name: 'Log entry' }).fill('');
  });

  await test.step('through identified and monitoring to resolved', async () => {
    for (const step of ['Identified', 'Monitoring', 'Resolved'] as const) {
      await publish(cockpit.page, step);
      await expect(entries(cockpit.page)).toContainText(`Status page: ${step}`);
    }
    await expect(entries(cockpit.page)).toContainText('Incident is resolved');
  });
});
