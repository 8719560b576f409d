// The story of a first incident, from declaration to resolution, with no network: by role and accessible name alone.
import { expect, test, type Running } from './host.ts';

async function declare(cockpit: Running): Promise<void> {
  const { page } = cockpit;
  await page.getByRole('button', { name: 'Declare incident' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Declare incident' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Payment processing failing for about 30% of users');
  await dialog.getByRole('textbox', { name: 'Impact' }).fill('About 30 % of card payments fail');
  await dialog.getByRole('radio', { name: /SEV1/ }).check({ force: true });
  await dialog.getByRole('combobox', { name: 'Components' }).fill('Payments');
  await dialog.getByRole('combobox', { name: 'Components' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('Tran B');
  await dialog.getByRole('textbox', { name: 'Incident commander' }).fill('Nguyen A');
  await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Scribe timeline' })).toBeVisible();
}

async function log(cockpit: Running, line: string): Promise<void> {
  const composer = cockpit.page.getByRole('textbox', { name: 'Log entry' });
  await composer.fill(line);
  await composer.press('Enter');
  await expect(composer).toHaveValue('');
}

async function assign(cockpit: Running, role: string, name: string): Promise<void> {
  const { page } = cockpit;
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
  await declare(cockpit);
  const { page } = cockpit;
  const entries = page.getByRole('list', { name: 'Timeline entries' });

  await test.step('the cockpit is live', async () => {
    await expect(page.getByRole('timer', { name: 'Next update' })).toBeVisible();
    await expect(page.getByRole('timer', { name: 'Elapsed' })).toBeVisible();
    for (const region of ['Role board', 'Clocks', 'Scribe timeline', 'Status page', 'Say it now', 'Delivery'])
      await expect(page.getByRole('region', { name: region })).toBeVisible();
    await expect(entries).toContainText('Tran B declared SEV1');
  });

  await test.step('roles', async () => {
    await assign(cockpit, 'Operations lead', 'Tran B');
    await assign(cockpit, 'Scribe', 'Hoang D');
    await expect(page.getByRole('button', { name: 'Reassign Scribe' })).toBeVisible();
    await expect(entries).toContainText('Hoang D is Scribe');
  });

  await test.step('the composer grammar', async () => {
    await log(cockpit, 'error budget burns at 14x');
    await log(cockpit, 'h pool exhausted by the last deployment');
    await log(cockpit, 't @"Tran B" 10m check the error rate by pod');
    await log(cockpit, 'd roll payment-api back');
    await log(cockpit, 'a rollback started');
    await log(cockpit, '-4m ! deployment reached production');
    for (const text of [
      'error budget burns',
      'pool exhausted',
      'check the error rate',
      'roll payment-api back',
      'rollback started',
      'deployment reached production',
    ])
      await expect(entries).toContainText(text);
  });

  await test.step('the status page: one click and one key, and it can be taken back', async () => {
    const panel = page.getByRole('region', { name: 'Status page' });
    await panel.getByRole('button', { name: 'Investigating' }).click();
    await expect(panel.getByRole('textbox', { name: 'Public message' })).not.toBeEmpty();
    await panel.getByRole('button', { name: 'Publish' }).click();
    await panel.getByRole('button', { name: 'Take back' }).click();
    await expect(entries).toContainText('taken back');
    await panel.getByRole('button', { name: 'Investigating' }).click();
    await panel.getByRole('button', { name: 'Publish' }).click();
    await expect(entries).toContainText('Status page: Investigating', { timeout: 15_000 });
  });

  await test.step('the numbered update re-arms the countdown', async () => {
    await page.getByRole('button', { name: 'Post update' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Post/ }).click();
    await expect(dialog).toBeHidden();
    await expect(entries).toContainText('Update #1');
    await expect(page.getByRole('timer', { name: 'Next update' })).toContainText(/1[45]:\d\d/);
  });

  await test.step('an executive is redirected', async () => {
    await page.getByRole('button', { name: 'Redirect executive' }).click();
    const dialog = page.getByRole('dialog', { name: 'Executive redirect' });
    await expect(dialog.getByRole('region', { name: 'Document' })).toContainText(/\S/);
    await dialog.getByRole('button', { name: 'Copy' }).click();
    expect((await cockpit.clipboard()).length).toBeGreaterThan(40);
    await page.keyboard.press('Escape');
    await expect(entries).toContainText('Executive redirected');
  });

  await test.step('SITREP and handover briefing', async () => {
    await page.getByRole('button', { name: 'Write SITREP' }).click();
    const sitrep = page.getByRole('dialog', { name: 'SITREP' });
    await expect(sitrep.getByRole('region', { name: 'Document' })).toContainText('Conditions');
    await expect(sitrep.getByRole('region', { name: 'Document' })).toContainText('pool exhausted');
    await sitrep.getByRole('button', { name: 'Copy' }).click();
    expect(await cockpit.clipboard()).toContain('# SITREP');
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
    await expect.poll(() => draftOnDisk(cockpit)).toContain('half typed when the lights went ou');
    await cockpit.killAndStart();
    const again = cockpit.page;
    await again
      .getByRole('button', { name: /Payment processing failing/ })
      .or(again.getByRole('link', { name: /Payment processing failing/ }))
      .first()
      .click();
    await expect(again.getByRole('textbox', { name: 'Log entry' })).toHaveValue('half typed when the lights went ou');
    await expect(again.getByRole('list', { name: 'Timeline entries' })).toContainText('Update #1');
    await again.getByRole('textbox', { name: 'Log entry' }).fill('');
  });

  await test.step('through identified and monitoring to resolved', async () => {
    for (const step of ['Identified', 'Monitoring', 'Resolved']) {
      const panel = cockpit.page.getByRole('region', { name: 'Status page' });
      await panel.getByRole('button', { name: step, exact: true }).click();
      await panel.getByRole('button', { name: 'Publish' }).click();
      await expect(cockpit.page.getByRole('list', { name: 'Timeline entries' })).toContainText(`Status page: ${step}`, {
        timeout: 15_000,
      });
    }
    await expect(cockpit.page.getByRole('list', { name: 'Timeline entries' })).toContainText('Incident is resolved');
  });
});

async function draftOnDisk(cockpit: Running): Promise<string> {
  const { readFileSync } = await import('node:fs');
  return readFileSync(`${cockpit.dataDir}/settings.json`, 'utf8');
}
