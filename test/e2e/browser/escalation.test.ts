// A night on the phone: contacts come in, a chain is started, nobody answers, the next is due by the clock and is reached.
import { declare, entry, openFromList } from '../deeds.ts';
import { later } from './later.ts';
import { check, picture, SMALL, USUAL } from './look.ts';
import { expect, killed, test } from './own-host.ts';

test('from an empty phone book to somebody reached, with the keyboard', async ({ start, browser }) => {
  test.setTimeout(400_000);
  const first = await start();
  const context = await browser.newContext({ viewport: USUAL, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  await page.goto(first.url);
  await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible();

  await test.step('contacts are looked over, then added', async () => {
    await page.keyboard.press('Shift+B');
    await dialog('Phone book').getByRole('button', { name: 'Import contacts' }).click();
    const importing = dialog('Import contacts');
    await importing
      .getByRole('textbox', { name: 'Paste contacts' })
      .fill(
        'Name;Position;Phone;Slack\nDana E;Primary on-call;+49 (0)30 1234;@dana\nEli F;Secondary on-call;+1 555 010 0100;@eli\n=1+1;;x;',
      );
    await expect(importing.getByRole('table', { name: 'Preview' }).getByRole('row')).toHaveCount(4);
    await check(page, 'import contacts');
    await picture(page, 'dark-phone-book-import');
    await importing.getByRole('checkbox', { name: 'Add =1+1' }).uncheck();
    await importing.getByRole('button', { name: 'Add 2 people' }).click();
    await expect(dialog('Phone book')).toContainText('imported today');
    await expect(dialog('Phone book').getByRole('rowheader', { name: 'Dana E' })).toBeVisible();
    await check(page, 'phone book');
    await picture(page, 'dark-phone-book');
    await page.keyboard.press('Escape');
  });

  await declare(page, { title: 'Payments fail' });
  await test.step('a chain is started and the first gives no answer', async () => {
    await expect(page.getByRole('group', { name: 'VP and CTO told' })).toBeVisible();
    await page.keyboard.press('x');
    await expect(dialog('Escalate').getByRole('textbox', { name: 'Primary on-call' })).toHaveValue('Dana E');
    await expect(dialog('Escalate').getByRole('textbox', { name: 'Reason' })).toBeFocused();
    await check(page, 'escalate');
    await picture(page, 'dark-escalate-start');
    await page.keyboard.press('Enter');
    const call = dialog('Call Primary on-call');
    await expect(call.getByRole('link', { name: 'Dial +49 (0)30 1234' })).toHaveAttribute('href', 'tel:+49301234');
    await expect(call.getByRole('region', { name: 'Document' })).toContainText('You are Primary on-call');
    await check(page, 'call');
    await picture(page, 'dark-call');
    await page.keyboard.press('n');
    await expect(dialog('Escalate').getByRole('listitem').filter({ hasText: 'Eli F' })).toContainText(
      /next in [45]:\d\d/,
    );
    await expect(dialog('Escalate').getByRole('listitem').filter({ hasText: 'Dana E' })).toContainText('no answer');
    await check(page, 'escalation runs');
    await page.setViewportSize(SMALL);
    await picture(page, 'dark-escalate-runs-1100x700');
    await page.setViewportSize(USUAL);
    await page.keyboard.press('Escape');
    await expect(entry(page, 'No answer from Dana E (Primary on-call)')).toHaveCount(1);
  });
  await killed(first.child);

  const second = await start({ env: later(6) });
  await page.goto('about:blank');
  await page.goto(second.url);
  await openFromList(page, 'Payments fail');
  await test.step('six minutes later the next is due, is called and is reached', async () => {
    const clock = page.getByRole('region', { name: 'Clocks' }).getByRole('group', { name: 'Call Eli F' });
    await expect(clock).toContainText(/over/);
    await picture(page, 'dark-cockpit-escalation-due');
    await clock.getByRole('button').click();
    await expect(dialog('Call Secondary on-call').getByRole('textbox', { name: 'Name' })).toHaveValue('Eli F');
    await expect(dialog('Call Secondary on-call').getByRole('link', { name: /^Dial/ })).toHaveAttribute(
      'href',
      'tel:+15550100100',
    );
    await expect(dialog('Call Secondary on-call').getByRole('button', { name: 'Reached' })).toBeFocused();
    await page.keyboard.press('r');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(entry(page, 'Reached Eli F (Secondary on-call)')).toHaveCount(1);
    await expect(clock).toBeHidden();
  });

  await test.step('an executive comes in: copied, logged, said in own words, counted once', async () => {
    await page.keyboard.press('ControlOrMeta+e');
    const redirect = dialog('Executive redirect');
    await expect(redirect).toContainText('1 swoop so far');
    await redirect.getByRole('textbox', { name: 'Executive' }).fill('Fay G');
    await expect(redirect.getByRole('textbox', { name: 'Script' })).toHaveValue(/Hello Fay G/);
    await redirect.getByRole('textbox', { name: 'Script' }).fill('Fay, the channel has it all.');
    await check(page, 'redirect');
    await picture(page, 'dark-redirect-edited');
    await redirect.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('Fay, the channel has it all.');
    await page.keyboard.press('Escape');
    await expect(entry(page, 'Executive redirected: wants information')).toHaveCount(1);
    await expect(page.getByRole('region', { name: 'Say it now' })).toContainText('1 so far');
    await expect(entry(page, 'Executive redirected again (Fay G): wants information')).toHaveCount(1);
  });
  await context.close();
});
