// A faked Slack and Statuspage on ports of their own with the real clock, a cockpit that is connected to both, and what a
// person does and sees there.
import type { Locator, Page } from '@playwright/test';
import { realClock } from '../../src-main/platform/real-time.ts';
import { channels, pages, people } from '../twins/sample.ts';
import { slackTwin, type SlackTwin } from '../twins/slack/index.ts';
import { statuspageTwin, type StatuspageTwin } from '../twins/statuspage/index.ts';
import { serveTwin } from '../twins/twin.ts';
import { entry, playbookWith } from './deeds.ts';
import { expect, test as base } from './host.ts';

export interface VendorTwins {
  slack: SlackTwin;
  page: StatuspageTwin;
  /** the id of the private page */
  privatePage: string;
  /** Nobody can reach Slack any more; call the answer to bring it back. */
  slackDown: () => Promise<() => Promise<void>>;
  /** what points Warroom at them */
  env: Record<string, string>;
}

const [, privatePage = { id: '' }] = pages;

export const test = base.extend<{ twins: VendorTwins }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures here; this one needs none
  twins: async ({}, use, { parallelIndex }) => {
    const clock = realClock();
    const slack = slackTwin({ clock, people, channels });
    const page = statuspageTwin({ clock, pages });
    const [slackServer, pageServer] = [await serveTwin(slack), await serveTwin(page)];
    const playbook = playbookWith(`vendors-${parallelIndex}`, {
      'holdSeconds: 5': 'holdSeconds: 1',
      'links: []': "links: [{ label: Status page, url: 'https://status.example.com' }]",
    });
    await use({
      slack,
      page,
      privatePage: privatePage.id,
      slackDown: async () => {
        const lift = slack.faults.arm({ does: { kind: 'offline' } });
        await slackServer.settled();
        return async () => {
          lift();
          await slackServer.settled();
        };
      },
      env: {
        WARROOM_PLAYBOOK: playbook,
        WARROOM_SLACK_TOKEN: slack.token,
        WARROOM_SLACK_API_URL: slackServer.url,
        WARROOM_STATUSPAGE_API_KEY: page.apiKey,
        WARROOM_STATUSPAGE_PAGE_ID: page.pageId,
        WARROOM_STATUSPAGE_PRIVATE_PAGE_ID: privatePage.id,
        WARROOM_STATUSPAGE_API_URL: pageServer.url,
      },
    });
    await Promise.all([slackServer.close(), pageServer.close()]);
  },
  env: ({ twins }, use) => use(twins.env),
});

export { expect } from './host.ts';

export function delivery(page: Page): Locator {
  return page.getByRole('region', { name: 'Delivery' });
}

/** 'Incident channel', 'Executive channel', 'Incidents channel', 'Direct messages', 'Statuspage', 'Private page' */
export function lane(page: Page, name: string): Locator {
  return delivery(page).getByRole('group', { name, exact: true });
}

/** All that was to go out has gone. What a kill left in doubt is looked for up to 40 s, so this may take its time. */
export async function allInStep(page: Page): Promise<void> {
  const lanes = delivery(page).getByRole('group');
  await expect(lanes).toHaveCount(6);
  await expect(lanes.filter({ hasText: 'in step' })).toHaveCount(6, { timeout: 75_000 });
}

/** What is on its way in a lane: opens it, if it is not. */
export async function onItsWay(page: Page, name: string): Promise<Locator> {
  const toggle = lane(page, name).locator('button[aria-expanded]').first();
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  return lane(page, name)
    .getByRole('list', { name: `On its way to ${name}` })
    .getByRole('listitem');
}

/** Presses what a person would press once the line is back; where it was tried again by itself, there is nothing to press. */
export async function retryNow(page: Page, name: string): Promise<void> {
  const again = lane(page, name).getByRole('button', { name: 'Retry now' }).first();
  await again.click({ timeout: 2_000 }).catch(() => undefined);
}

export async function assign(page: Page, role: string, name: string): Promise<void> {
  await page
    .getByRole('button', { name: `Assign ${role}` })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: `Assign ${role}` });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(dialog).toBeHidden();
}

export async function tellRoom(page: Page, text: string): Promise<void> {
  await update(page, 'Post update', text);
}

export async function tellExecutives(page: Page, text: string): Promise<void> {
  await update(page, 'Post executive update', text);
}

async function update(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Update' }).fill(text);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Like `publish`, to the private page. */
export async function publishPrivately(page: Page, step: 'Investigating' | 'Resolved', text: string): Promise<void> {
  const panel = page.getByRole('region', { name: 'Status page' });
  const choose = (which: string): Promise<void> =>
    panel.getByRole('radiogroup', { name: 'Page' }).getByRole('radio', { name: which }).check({ force: true });
  await choose('Private');
  await panel.getByRole('button', { name: step, exact: true }).click();
  await panel.getByRole('textbox', { name: 'Private message' }).fill(text);
  await panel.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel.getByRole('button', { name: step, exact: true })).toHaveAttribute('aria-current', 'step');
  await choose('Public');
}

export async function redirect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Redirect executive' }).click();
  const dialog = page.getByRole('dialog', { name: 'Executive redirect' });
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(entry(page, 'Executive redirected')).toBeVisible();
}

/** `archive`: the question about the channel is answered with yes. */
export async function close(page: Page, { archive }: { archive: boolean }): Promise<void> {
  await command(page, 'Close the incident');
  const dialog = page.getByRole('dialog', { name: 'Close the incident' });
  // The box itself lies unseen under its drawing.
  if (archive) await dialog.getByRole('checkbox', { name: 'Archive the Slack channel' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Close incident' }).click();
  await expect(dialog).toBeHidden();
}

export async function command(page: Page, label: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(label);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeHidden();
}
