// Every dialog of an incident that runs, and how a person comes to it: by the palette where there is an action, else by its button.
// The pictures and axe (screens.test.ts) and the walk by keys (dialog-keys.test.ts) go through the same list.
import { expect, type Page } from '@playwright/test';
import { chooseDeed, isUsable } from '../deeds.ts';

export interface Opening {
  /** of its pictures */
  name: string;
  /** as the palette calls it */
  command: string;
  title: string | RegExp;
}

const opening = (name: string, command: string, title: string | RegExp): Opening => ({ name, command, title });

export const byPalette: readonly Opening[] = [
  opening('help', 'All keys', 'All keys'),
  opening('settings', 'Settings', 'Settings'),
  opening('search-all', 'Search every timeline', 'Search every timeline'),
  opening('go-to-time', 'Go to a time', 'Go to a time'),
  opening('filter', 'Filter the timeline, saved views', 'Filter and views'),
  opening('import', 'Import timeline', 'Import timeline'),
  opening('rollback', 'Order a rollback', 'Rollback'),
  opening('decision', 'Make a decision, with its form', 'Decision'),
  opening('hypothesis', 'Raise a hypothesis, with its form', 'Hypothesis'),
  opening('task', 'Give a task, with its form', 'Task'),
  opening('action', 'Propose an action on a system', 'Action on a system'),
  opening('check-in', 'Log the check-in of operations', 'Check-in'),
  opening('update', 'Post update to the room', /^Update #\d+ to the room$/u),
  opening('executive-update', 'Post executive update', /^Executive update #\d+$/u),
  opening('redirect', 'Redirect executive', 'Executive redirect'),
  opening('sitrep', 'Write SITREP', 'SITREP'),
  opening('fallback', 'Say it without Slack', 'Say it without Slack'),
  opening('support-script', 'Support script', 'Support script'),
  opening('snooze', 'Snooze the update alarm', 'Snooze the update alarm'),
  opening('assign', 'Assign a role', /^Assign /u),
  opening('handover', 'Hand over command', 'Handover briefing'),
  opening('take-command', 'Take command myself', 'Take command'),
  opening('step-down', 'Step down from command', 'Step down'),
  opening('go-on', 'Stay in command longer, with a reason', 'Go on in command'),
  opening('shift', 'Say when a shift ends', 'End of a shift'),
  opening('escalate', 'Escalate', 'Escalate'),
  opening('phone-book', 'Phone book', 'Phone book'),
  opening('declare-another', 'Declare incident', 'Declare incident'),
  opening('severity', 'Change severity', 'Change severity'),
  opening('compliance', 'Compliance flags and legal hold', 'Compliance flags'),
  opening('evidence', 'Evidence for auditors', 'Evidence'),
  opening('describe', 'Edit title, impact and components', 'Title, impact and components'),
  opening('milestones', 'Set or correct a milestone time', 'Milestones'),
  opening('resolve', 'Resolve the incident', 'Resolve the incident'),
  opening('back', 'Move the incident to acknowledged', 'Back to acknowledged'),
  opening('false-alarm', 'End as a false alarm', 'False alarm'),
  opening('open-handover-file', 'Open handover file', 'Open a handover file'),
  opening('save-handover-file', 'Save handover file', 'Save a handover file'),
  opening('hand-over-by-file', 'Hand over to another laptop', 'Hand over to another laptop'),
  opening('drill', 'Run a drill', 'Declare incident (drill)'),
  opening('switch', 'Switch incident…', 'Switch incident'),
  opening('clocks', 'Show all clocks', 'Clocks'),
  opening('playbooks', 'Playbooks', 'Playbooks'),
];

/** Those that no action opens: by a button, an entry's menu, or from another dialog. */
export const byHand: readonly { name: string; open: (page: Page) => Promise<void>; back?: string }[] = [
  { name: 'palette', open: (page) => page.keyboard.press('ControlOrMeta+k') },
  {
    name: 'reassign-commander',
    open: (page) => page.getByRole('button', { name: 'Reassign Incident commander' }).click(),
  },
  { name: 'role-card', open: (page) => page.getByRole('button', { name: 'Card: Incident commander' }).click() },
  { name: 'correct', open: (page) => chooseDeed(page, 'Error budget burn', 'Correct text or time…') },
  { name: 'retract', open: (page) => chooseDeed(page, 'Error budget burn', 'Retract…') },
  { name: 'confirm', open: (page) => chooseDeed(page, 'H2 Connection pool', 'Confirm…') },
  { name: 'test', open: (page) => chooseDeed(page, 'H2 Connection pool', 'Test…') },
  { name: 'more-time', open: (page) => chooseDeed(page, 'check error rate by pod', 'More time…') },
  { name: 'drop-proposal', open: (page) => chooseDeed(page, 'Proposed: roll payment-api back', 'Drop the proposal…') },
  { name: 'call', open: (page) => from(page, 'Escalate', 'Call somebody else') },
  { name: 'import-contacts', open: (page) => from(page, 'Phone book', 'Import contacts'), back: 'Phone book' },
  { name: 'redirect-dispute', open: (page) => redirect(page, 'Disputes the severity') },
  { name: 'redirect-orders', open: (page) => redirect(page, 'Gives orders') },
  { name: 'redirect-morale', open: (page) => redirect(page, 'Lowers morale') },
];

export async function choose(page: Page, command: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(command);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeHidden();
}

/** Keys are the page's again only once it is gone. `back`: the dialog that it came from, and goes back to. */
export async function left(page: Page, back?: string): Promise<void> {
  await page.keyboard.press('Escape');
  if (back !== undefined) {
    await isUsable(page.getByRole('dialog', { name: back }));
    await page.keyboard.press('Escape');
  }
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function from(page: Page, command: string, button: string): Promise<void> {
  await choose(page, command);
  await isUsable(page.getByRole('dialog'));
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
}

async function redirect(page: Page, situation: string): Promise<void> {
  await choose(page, 'Redirect executive');
  await isUsable(page.getByRole('dialog'));
  await page.getByRole('radio', { name: situation }).check({ force: true });
}
