// The documents beside the cockpit, in a real browser: live, each fact with its way to the timeline, what changed marked, a template
// edited with an error on the way, and every export.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { declare, entry, log } from '../deeds.ts';
import { inBothThemes, LARGE, SMALL, USUAL } from './look.ts';
import { expect, test } from './own-host.ts';

test.describe.configure({ mode: 'parallel' });

const panel = (page: Page) => page.getByRole('region', { name: 'Documents', exact: true });
const text = (page: Page) => panel(page).getByRole('region', { name: 'Document', exact: true });

test('previews go on with the incident, lead to the timeline, mark what changed, and leave in every form', async ({
  start,
  browser,
}) => {
  test.setTimeout(180_000);
  const { url } = await start();
  const context = await browser.newContext({ viewport: USUAL, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(url);
  await declare(page, { title: 'Payments fail', severity: 1, name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await log(page, 'The pool is exhausted on each pod');
  await page.keyboard.press('Escape');

  await test.step('one key shows them, and the list has all eight', async () => {
    await page.keyboard.press('Shift+I');
    await expect(panel(page)).toBeVisible();
    const list = panel(page).getByRole('group', { name: 'Which document' }).getByRole('button');
    await expect(list).toHaveText([
      'SITREP', 'Handover briefing', 'Room update', 'Executive update', 'Status-page texts', 'Support script', 'Internal mail', 'Post-mortem',
    ]); // prettier-ignore
    await expect(list.first()).toBeFocused();
  });

  await test.step('the preview is live', async () => {
    await expect(text(page)).toContainText('The pool is exhausted on each pod');
    await log(page, 'Error rate at 34 %');
    await expect(text(page)).toContainText('Error rate at 34 %');
  });

  await test.step('a fact leads to its line, by key as well', async () => {
    const fact = text(page).getByRole('button', { name: /^Show on the timeline: .*The pool is exhausted/u });
    await fact.focus();
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('list', { name: 'Timeline entries' }).or(page.locator('.entries')).first(),
    ).toBeVisible();
    await expect(entry(page, 'The pool is exhausted on each pod')).toBeInViewport();
  });

  await test.step('copied with its formatting it is issued, and stands', async () => {
    await panel(page).getByRole('button', { name: 'Copy', exact: true }).click();
    await expect(entry(page, 'SITREP issued')).toBeVisible();
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const of = async (type: string) => (await item?.getType(type))?.text() ?? '';
      return { html: await of('text/html'), text: await of('text/plain') };
    });
    expect(copied.html).toContain('<h1>SITREP: Payments fail</h1>');
    expect(copied.text).toContain('# SITREP: Payments fail');
    expect(copied.text).not.toMatch(/[\uE000\uE001]/u);
    await expect(panel(page)).toContainText('Issued, and shown as it was issued.');
    await panel(page).getByRole('button', { name: 'Show it live' }).click();
  });

  await test.step('what changed since then is marked and listed', async () => {
    await log(page, 'Error rate at 2 %');
    const fresh = text(page).getByRole('listitem').filter({ hasText: 'Error rate at 2 %' });
    await expect(fresh).toContainText(/^New /u);
    await panel(page).getByRole('button', { name: 'What changed' }).click();
    await expect(panel(page).getByRole('list', { name: 'What changed' })).toContainText('Error rate at 2 %');
    await inBothThemes(page, 'documents', [SMALL, LARGE], '.documents');
    await page.setViewportSize(USUAL);
  });

  await test.step('each export', async () => {
    const choose = async (name: string) => {
      await panel(page).getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    const saved = async (press: () => Promise<void>) => {
      const [download] = await Promise.all([page.waitForEvent('download'), press()]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
    };
    const md = await saved(() => panel(page).getByRole('button', { name: 'Save' }).click());
    expect(md.name).toMatch(/^inc-.*-sitrep-.*\.md$/u);
    const html = await saved(() => choose('HTML, one file'));
    expect(html.name).toMatch(/\.html$/u);
    expect(html.text).toContain('<h1>SITREP: Payments fail</h1>');
    const file = await context.newPage();
    const asked: string[] = [];
    file.on('request', (request) => asked.push(request.url()));
    await file.setContent(html.text);
    await expect(file.getByRole('heading', { level: 1 })).toHaveText('SITREP: Payments fail');
    expect(asked).toEqual([]);
    await file.close();
    await choose('Copy for a chat');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^SITREP: Payments fail\n/u);
    await page.evaluate(() => {
      window.print = () => {
        document.body.dataset['printed'] = document.querySelector('.print-sheet')?.textContent ?? '';
      };
    });
    await choose('PDF or paper');
    await expect(page.locator('body')).toHaveAttribute('data-printed', /SITREP: Payments fail.*Error rate at 2 %/u);
    await expect(page.locator('.print-sheet')).toHaveCount(0);
  });

  await test.step('every other document has its preview', async () => {
    for (const [name, words] of [
      ['Handover briefing', 'What is ruled out'],
      ['Room update', 'Update #1: SEV1 Payments fail'],
      ['Executive update', 'Executive update #1'],
      ['Status-page texts', 'Investigating, not posted'],
      ['Support script', 'For support'],
      ['Internal mail', 'SEV1 Payments fail: '],
      ['Post-mortem', 'Root cause, five whys'],
    ] as const) {
      await panel(page).getByRole('button', { name, exact: true }).click();
      await expect(text(page)).toContainText(words);
    }
  });

  await test.step('once it is over the post-mortem is reviewed, published, and stays as it was published', async () => {
    await page.getByRole('radio', { name: /^Resolved/u }).press('Enter');
    const resolve = page.getByRole('dialog', { name: 'Resolve the incident' });
    await resolve.getByRole('button', { name: 'Resolve incident' }).click();
    await expect(resolve).toBeHidden();
    const way = panel(page).getByRole('region', { name: 'Where the post-mortem stands' });
    await expect(way.getByRole('list', { name: 'By when' })).toContainText('Draft within 1 day: due');
    await way.getByRole('button', { name: 'Send to review' }).click();
    await expect(way).toContainText(/Sent to review .* by Ana Ruiz/u);
    await inBothThemes(page, 'post-mortem', [SMALL, LARGE], '.documents');
    await page.setViewportSize(USUAL);
    await way.getByRole('button', { name: 'Publish' }).click();
    await expect(way).toContainText(/Published .* by Ana Ruiz/u);
    await log(page, 'A second cause was found');
    await expect(entry(page, 'A second cause was found')).toBeVisible();
    await expect(text(page)).not.toContainText('A second cause was found');
    await way.getByRole('button', { name: 'New version' }).click();
    await way.getByRole('textbox', { name: 'Why a new version' }).fill('There was a second cause');
    await page.keyboard.press('Enter');
    await expect(way).toContainText('Version 2');
    await expect(text(page)).toContainText('Post-mortem: Payments fail');
    await way.getByRole('button', { name: 'Version 1, as published' }).click();
    await expect(text(page)).not.toContainText('A second cause was found');
  });
});

test('a template is edited from the preview: an error says its line and stops nobody, and once it is right the incident uses it', async ({
  start,
  browser,
}) => {
  test.setTimeout(180_000);
  const { url } = await start();
  const page = await (await browser.newContext({ viewport: USUAL })).newPage();
  await page.goto(url);
  await declare(page, { title: 'Payments fail', severity: 1, name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await page.getByRole('button', { name: 'Write SITREP' }).click();
  await page.getByRole('dialog', { name: 'SITREP' }).getByRole('button', { name: 'Edit template' }).click();
  const template = panel(page).getByRole('textbox', { name: 'Template' });
  await expect(template).toHaveValue(/# SITREP: \{\{ incident\.title \}\}/u);

  await template.fill('# Report on {{ incident.title }}\n\nIt is {{ incident.severty }}.');
  await expect(panel(page).getByRole('list', { name: 'Problems' })).toContainText(
    'Line 3: expected a variable that this template knows, found {{ incident.severty }}. Did you mean {{ incident.severity }}?',
  );
  await expect(text(page), 'the last text that was right').toContainText('SITREP: Payments fail');
  await panel(page).getByRole('button', { name: 'Save template' }).click();
  await expect(panel(page).getByRole('alert')).toContainText('Mend what is listed');
  await inBothThemes(page, 'template', [SMALL], '.documents');
  await page.setViewportSize(USUAL);
  await panel(page).getByRole('button', { name: 'Go to line 3' }).click();
  await expect(template).toBeFocused();

  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments fail');
  await page.keyboard.press('Shift+I');
  await panel(page).getByRole('button', { name: 'Edit template' }).click();
  await expect(template, 'what was typed is kept').toHaveValue(/severty/u);
  await template.fill('# Report on {{ incident.title }}\n\nIt is {{ incident.severity }}.');
  await expect(text(page)).toContainText('Report on Payments fail');
  await expect(text(page)).toContainText('It is SEV1.');
  await panel(page).getByRole('button', { name: 'Save template' }).click();
  await expect(panel(page).getByRole('button', { name: 'Edit template' })).toBeVisible();
  await expect(text(page)).toContainText('Report on Payments fail');
  await expect(entry(page, 'Playbook is now standard-team')).toBeVisible();
});
