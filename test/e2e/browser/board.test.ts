// The records of an incident lived through: a rollback in one press, a hypothesis tested and ruled out, an action from
// proposal to proof, a task acknowledged and then timed out; all from the keyboard and the board (DOMAIN.md 6).
import { declare, entry, isUsable, log, openFromList } from '../deeds.ts';
import { later } from './later.ts';
import { SMALL, USUAL, check, picture } from './look.ts';
import { expect, killed, test } from './own-host.ts';

test('decisions, hypotheses, tasks and actions live their lives on the board', async ({ start, page }) => {
  test.setTimeout(180_000);
  const first = await start();
  await page.setViewportSize(USUAL);
  await page.goto(first.url);
  await declare(page, { title: 'Payments fail', commander: 'Tran B' });
  const composer = page.getByRole('textbox', { name: 'Log entry' });
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });

  await test.step('a form opens from the line with one key, and the line is saved by it', async () => {
    await composer.fill('d hold the deploys');
    await expect(page.getByText('form', { exact: false }).last()).toBeVisible();
    await composer.press('ControlOrMeta+Enter');
    await isUsable(dialog('Decision'));
    await expect(dialog('Decision').getByRole('textbox', { name: 'Decided' })).toHaveValue('hold the deploys');
    await dialog('Decision').getByRole('textbox', { name: 'Rejected options' }).fill('Go on: too risky');
    await dialog('Decision').getByRole('combobox', { name: 'Objections' }).selectOption({ label: 'Asked, these' });
    await dialog('Decision').getByRole('textbox', { name: 'Who objects, and why' }).fill('Pham C: a fix waits');
    await picture(page, 'form-decision');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(dialog('Decision')).toBeHidden();
    await expect(composer).toHaveValue('');
    await expect(entry(page, 'hold the deploys')).toContainText('Rejected: Go on (too risky)');
    await expect(entry(page, 'hold the deploys')).toContainText('1 objection');
  });

  await test.step('a half-filled form comes back', async () => {
    await composer.fill('h ');
    await composer.press('ControlOrMeta+Enter');
    await dialog('Hypothesis').getByRole('textbox', { name: 'Suspected' }).fill('The pool leaks');
    await page.keyboard.press('Escape');
    await expect(dialog('Hypothesis')).toBeHidden();
    await expect(composer).toBeFocused();
    await composer.press('ControlOrMeta+Enter');
    await expect(dialog('Hypothesis').getByRole('textbox', { name: 'Suspected' })).toHaveValue('The pool leaks');
    await dialog('Hypothesis').getByRole('textbox', { name: 'Tester' }).fill('Pham C');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(entry(page, 'H1 The pool leaks')).toContainText('testing');
  });

  await test.step('rollback: one key, the way back first, one press', async () => {
    await composer.press('Escape');
    await page.keyboard.press('ControlOrMeta+b');
    await isUsable(dialog('Rollback'));
    await expect(dialog('Rollback').getByRole('textbox', { name: 'Way back' })).toBeFocused();
    await dialog('Rollback').getByRole('textbox', { name: 'What goes back' }).fill('payment-api back to 4.2');
    await dialog('Rollback').getByRole('textbox', { name: 'Executor' }).fill('Pham C');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(dialog('Rollback').getByRole('alert')).toContainText('Write the way back first');
    await dialog('Rollback').getByRole('textbox', { name: 'Way back' }).fill('Deploy 4.3 again');
    await dialog('Rollback').getByRole('combobox', { name: 'Objections' }).selectOption({ label: 'Asked, none' });
    await check(page, 'rollback form');
    await picture(page, 'form-rollback');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(dialog('Rollback')).toBeHidden();
    await expect(entry(page, 'Action approved: payment-api back to 4.2')).toBeVisible();
  });

  await log(page, 't @"Pham C" 5m ask the bank');
  await composer.press('Escape');
  await page.keyboard.press('b');
  const board = (column: string) => page.getByRole('region', { name: column, exact: true });
  const card = (column: string, text: string) => board(column).getByRole('listitem').filter({ hasText: text });

  await test.step('an action goes from proposal to proof on its card', async () => {
    await board('Actions').getByRole('button', { name: 'New action' }).click();
    await dialog('Action on a system').getByRole('textbox', { name: 'What is changed' }).fill('Fail over to Oslo');
    await page.keyboard.press('ControlOrMeta+Enter');
    const oslo = card('Actions', 'Fail over to Oslo');
    await expect(oslo).toContainText('Way back not written');
    await oslo.getByRole('button', { name: /^Write the way back/ }).click();
    await dialog('The way back').getByRole('textbox', { name: 'Way back' }).fill('Point the name back');
    await page.keyboard.press('Enter');
    await oslo.getByRole('button', { name: /^Approve/ }).click();
    await oslo.getByRole('button', { name: /^Start/ }).click();
    await dialog('Start the action').getByRole('textbox', { name: 'ETA' }).fill('2m');
    await page.keyboard.press('Enter');
    await expect(oslo).toContainText(/running.*left/);
    await picture(page, 'board');
    await check(page, 'board');
    await oslo.getByRole('button', { name: /^Action is done/ }).click();
    await oslo.getByRole('button', { name: /^Verify/ }).click();
    await dialog('Verify the action').getByRole('textbox').fill('errors at zero');
    await page.keyboard.press('Enter');
    await expect(oslo).toBeHidden();
    await page.getByRole('group', { name: 'Which' }).getByRole('button', { name: 'All' }).click();
    await expect(oslo).toContainText(/verified.*errors at zero/);
  });

  await test.step('the test ends with evidence, and what is ruled out stays', async () => {
    const leak = card('Hypotheses', 'H1 The pool leaks');
    await expect(leak).toContainText('Pham C');
    await leak.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Eliminate…' }).click();
    await dialog('Eliminate H1').getByRole('textbox', { name: 'Evidence' }).fill('20 of 500 in use');
    await page.keyboard.press('Enter');
    await expect(leak).toContainText(/eliminated.*20 of 500 in use/);
  });

  await test.step('the task is acknowledged', async () => {
    const bank = card('Tasks', 'ask the bank');
    await expect(bank).toContainText('no ack');
    await bank.getByRole('button', { name: /^Acked/ }).click();
    await expect(bank).toContainText('acked');
  });
  await page.setViewportSize(SMALL);
  await picture(page, 'board-small');
  await page.setViewportSize(USUAL);
  await killed(first.child);

  await test.step('six minutes later its time-box calls out, and it times out', async () => {
    const second = await start({ env: later(6) });
    await page.goto('about:blank');
    await page.goto(second.url);
    await openFromList(page, 'Payments fail');
    await page.keyboard.press('b');
    await expect(card('Tasks', 'ask the bank')).toContainText('over');
    const clock = page.getByRole('region', { name: 'Clocks' }).getByRole('group', { name: 'Task: ask the bank' });
    await clock.getByRole('button', { name: 'Ask what came of it' }).click();
    const asked = dialog('Pham C: what came of it?');
    await isUsable(asked);
    await picture(page, 'time-up');
    await asked.getByRole('textbox', { name: 'What they say' }).fill('no answer');
    await asked.getByRole('button', { name: 'Timed out' }).click();
    await expect(asked).toBeHidden();
    await expect(clock).toBeHidden();
    await page.keyboard.press('b');
    await expect(entry(page, 'Task timed out: ask the bank')).toContainText('no answer');
  });
});
