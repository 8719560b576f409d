// What others do on the status page, as the commander meets it: component states with both values and a post of ours that
// stands there twice, each settled by one press. Minutes pass as seconds.
import { declare, entry, publish } from '../deeds.ts';
import { expect, lane, test as base } from '../vendors-kit.ts';
import { inBothThemes, SMALL } from './look.ts';
import { quick } from './quick.ts';

const test = base.extend({ env: ({ twins }, use) => use({ ...twins.env, ...quick(10) }) });

test('states set there and a post that stands there twice are told, and settled by one press each', async ({
  cockpit,
  twins,
}) => {
  test.setTimeout(150_000);
  const { page } = cockpit;
  const { page: vendor } = twins;
  await declare(page, { title: 'Payments fail', components: ['Website'], name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await page.keyboard.press('Escape');
  await publish(page, 'Investigating');
  const region = lane(page, 'Statuspage');
  await expect(region).toContainText('in step', { timeout: 30_000 });
  const ours = vendor.component('Website').status;
  const there = vendor.incidents()[0];
  expect(ours).not.toBe('operational');

  vendor.somebody.setsComponent('Website', 'operational');
  const box = page.getByRole('group', { name: 'Changed on the page' });
  await expect(box).toContainText('Somebody set components on the page', { timeout: 30_000 });
  await expect(box).toContainText(`There now operational, ours ${ours.replaceAll('_', ' ')}`);
  await expect(region).toContainText('Somebody changed it there. Posting waits for your choice.');
  await inBothThemes(page, 'page-drift', [SMALL], '.status-page');
  await box.getByRole('button', { name: 'Set ours again' }).click();
  await expect(page.getByRole('combobox', { name: 'State of Website' })).toHaveValue(ours.replaceAll('_', '-'));
  await page.getByRole('region', { name: 'Status page' }).getByRole('button', { name: 'Publish', exact: true }).click();
  await expect.poll(() => vendor.component('Website').status, { timeout: 30_000 }).toBe(ours);

  // A request that was given up arrives after the next one.
  const first = vendor.incidents()[0]?.updates.at(-1)?.body ?? '';
  vendor.somebody.updatesIncident(there?.id ?? '', { body: first, deliver_notifications: false });
  await expect(box).toContainText('Our post stands there twice', { timeout: 30_000 });
  await expect(region).toContainText('Our post stands there twice.');
  await expect(entry(page, 'a post of ours stands there twice')).toBeVisible();
  await inBothThemes(page, 'page-twice', [SMALL], '.status-page');
  const mails = vendor.mailings().length;
  await box.getByRole('button', { name: 'Mark the later one as a repeat' }).click();
  await expect
    .poll(() => vendor.incidents()[0]?.updates[0]?.body, { timeout: 30_000 })
    .toMatch(/^This repeats our update of \d\d:\d\d UTC, by mistake\./u);
  expect(vendor.mailings()).toHaveLength(mails);
  await expect(box).toBeHidden();
});
