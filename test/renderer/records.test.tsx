// The forms of decisions, tests, tasks and actions, the rollback, and the board: what they send, keep and show.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ActionDialog } from '../../src-renderer/features/actions/action-dialog.tsx';
import { Board } from '../../src-renderer/features/board/board.tsx';
import { StepDialog } from '../../src-renderer/features/board/step-dialog.tsx';
import { TimeUpDialog } from '../../src-renderer/features/board/time-up-dialog.tsx';
import { Composer } from '../../src-renderer/features/composer/composer.tsx';
import { DecisionDialog } from '../../src-renderer/features/decisions/decision-dialog.tsx';
import { RollbackDialog } from '../../src-renderer/features/decisions/rollback-dialog.tsx';
import { HypothesisDialog } from '../../src-renderer/features/hypotheses/hypothesis-dialog.tsx';
import { TaskDialog } from '../../src-renderer/features/tasks/task-dialog.tsx';
import { useView } from '../../src-renderer/store/view.ts';
import { standing } from '../../src-shared/incident/records.ts';
import { declared, fakeHost, type FakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

const fill = (name: string, value: string): void => {
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
};
const choose = (name: string, value: string): void => {
  fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });
};
const press = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};
const sent = (host: FakeHost) => host.sent.at(-1);

describe('from the composer', () => {
  test('One key opens the form of the kind with what was typed (ours)', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Composer />);
    const line = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Log entry' });
    fireEvent.change(line, { target: { value: 't @"Pham C" 10m check the pool' } });
    fireEvent.keyDown(line, { key: 'Enter', ctrlKey: true });
    await settle();
    const { dialog } = useView.getState();
    expect(dialog).toMatchObject({
      name: 'task',
      from: { text: 'check the pool', name: 'Pham C', timeBoxMs: 600_000, line: line.value },
    });
    expect(host.sent).toEqual([]);
    act(() => useView.setState({ dialog: null, spent: { line: line.value, n: 1 } }));
    expect(line.value).toBe('');
  });

  test('a kind without a form is saved as ever, and an unfinished line opens its form too', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Composer />);
    const line = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Log entry' });
    fireEvent.change(line, { target: { value: 'd ' } });
    fireEvent.keyDown(line, { key: 'Enter', ctrlKey: true });
    expect(useView.getState().dialog).toMatchObject({ name: 'decision', from: { text: '' } });
    act(() => useView.setState({ dialog: null }));
    fireEvent.change(line, { target: { value: 'errors are falling' } });
    fireEvent.keyDown(line, { key: 'Enter', ctrlKey: true });
    await settle();
    expect(sent(host)).toMatchObject({ type: 'timeline.log', text: 'errors are falling' });
  });
});

describe('forms', () => {
  test('a decision sends question, rejected options with why, objections with who, and the executor', async () => {
    const host = fakeHost();
    const sentTo = declared(host);
    await show(host, sentTo, <DecisionDialog from={{ line: 'd x', text: 'Roll back', star: true }} />);
    fill('Question (optional)', 'Back or forward?');
    fill('Rejected options', 'Fix forward: no build');
    choose('Objections', 'some');
    fill('Who objects, and why', 'it loses orders');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Nguyen A decided it, and I write it down' }));
    await press(/^Decide/u);
    expect(screen.getByText(/This line has no name/u)).toBeTruthy();
    fill('Who objects, and why', 'Pham C: it loses orders');
    fill('Executor', 'Hoang D');
    await press(/^Decide/u);
    expect(sent(host)).toMatchObject({
      type: 'decision.make',
      text: 'Roll back',
      question: 'Back or forward?',
      rejected: [{ option: 'Fix forward', why: 'no build' }],
      objections: [{ person: { name: 'Pham C' }, text: 'it loses orders' }],
      executor: { name: 'Hoang D' },
      star: true,
    });
    expect(useView.getState().spent).toMatchObject({ line: 'd x' });
    expect(standing(host.incident(sentTo).decisions)).toMatchObject([{ text: 'Roll back' }]);
  });

  test('without the commander’s word the form proposes', async () => {
    const host = fakeHost();
    const incident = declared(host);
    await show(host, incident, <DecisionDialog from={{ line: 'd x', text: 'Roll back' }} />);
    await press(/^Propose/u);
    expect(sent(host)).not.toHaveProperty('word');
    expect(standing(host.incident(incident).proposals)).toMatchObject([{ text: 'Roll back' }]);
    expect(standing(host.incident(incident).decisions)).toEqual([]);
  });

  test('A half-filled form outlives Escape and a crash (ours)', async () => {
    const host = fakeHost();
    const incident = declared(host);
    host.drafts[`${incident}:form-hypothesis`] = JSON.stringify({ text: 'The pool leaks', tester: 'Pham C', box: '' });
    await show(host, incident, <HypothesisDialog from={null} />);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Suspected' }).value).toBe('The pool leaks');
    fill('Time-box', '5m');
    await press(/^Raise/u);
    expect(sent(host)).toMatchObject({
      type: 'hypothesis.raise',
      text: 'The pool leaks',
      tester: { name: 'Pham C' },
      timeBoxMs: 300_000,
    });
    expect(host.drafts[`${incident}:form-hypothesis`]).toBe('');
  });

  test('a task wants a person, and a time-box that can be read', async () => {
    const host = fakeHost();
    await show(host, declared(host), <TaskDialog from={{ line: '', text: 'Check the pool' }} />);
    await press(/^Give/u);
    expect(screen.getByText('Say who does it: a task has a person.')).toBeTruthy();
    fill('Who', 'Pham C');
    fill('Time-box', 'soon');
    await press(/^Give/u);
    expect(screen.getByText(/Write it as 10m/u)).toBeTruthy();
    expect(host.sent).toEqual([]);
    fill('Time-box', '20m');
    await press(/^Give/u);
    expect(sent(host)).toMatchObject({ type: 'task.give', owner: { name: 'Pham C' }, timeBoxMs: 1_200_000 });
  });

  test('an action asks for the way back first, or why there is none', async () => {
    const host = fakeHost();
    await show(host, declared(host), <ActionDialog from={null} />);
    expect(screen.getAllByRole('textbox')[0]?.getAttribute('placeholder')).toMatch(/undone/u);
    fireEvent.click(screen.getByRole('checkbox', { name: 'There is no way back' }));
    fill('Why there is no way back', 'The old region is gone');
    fill('What is changed', 'Fail over');
    choose('Kind', 'failover');
    await press(/^Propose/u);
    expect(sent(host)).toMatchObject({ type: 'action.propose', kind: 'failover', noWayBack: 'The old region is gone' });
  });

  test('a rollback is refused without its way back, and ordered by the commander in one press', async () => {
    const host = fakeHost();
    const incident = declared(host);
    await show(host, incident, <RollbackDialog />);
    fill('What goes back, and to what', 'payment-api back to 4.2');
    fill('Executor', 'Pham C');
    await press(/^Order rollback/u);
    expect(screen.getByText(/Write the way back first/u)).toBeTruthy();
    fill('Way back', 'Deploy 4.3 again');
    const word = screen.queryByRole('checkbox', { name: /ordered it/u });
    if (word !== null) fireEvent.click(word);
    await press(/^Order rollback/u);
    expect(standing(host.incident(incident).actions)[0]).toMatchObject({ kind: 'rollback', state: 'approved' });
    expect(standing(host.incident(incident).decisions)[0]?.rollback).toEqual({
      fix: 'workaround',
      way: 'back',
      extent: 'full',
    });
  });
});

describe('the board', () => {
  async function board() {
    const host = fakeHost();
    const incident = declared(host);
    const word = host.incident(incident).command.commander;
    host.perform(incident, { type: 'decision.make', text: 'Wait', executor: { name: 'Pham C' }, word });
    host.perform(incident, { type: 'hypothesis.raise', text: 'The pool leaks' });
    host.perform(incident, { type: 'hypothesis.raise', text: 'A bad deploy' });
    const [leak] = standing(host.incident(incident).hypotheses);
    host.perform(incident, {
      type: 'hypothesis.settle',
      hypothesis: leak?.id,
      outcome: 'eliminated',
      evidence: '20 of 500',
    });
    host.perform(incident, { type: 'task.give', text: 'Check the pool', owner: { name: 'Pham C' } });
    host.perform(incident, { type: 'task.give', text: 'Somebody look' });
    host.perform(incident, { type: 'action.propose', text: 'Fail over', kind: 'failover' });
    await show(host, incident, <Board />);
    return { host, incident };
  }
  const card = (column: string, text: string): HTMLElement => {
    const found = within(screen.getByRole('region', { name: column }))
      .getAllByRole('listitem')
      .find((item) => item.textContent.includes(text));
    if (found === undefined) throw new Error(`no card ${text}`);
    return found;
  };

  test('shows each record in its column and group, eliminated ones too, with its next deed', async () => {
    await board();
    expect(card('Decisions', 'Wait').textContent).toContain('Pham C');
    expect(card('Hypotheses', 'H1 The pool leaks').textContent).toMatch(/eliminated.*20 of 500/u);
    expect(card('Tasks', 'Check the pool').textContent).toMatch(/no ack.*Pham C.*left/u);
    expect(card('Tasks', 'Somebody look').textContent).toContain('nobody has it');
    expect(card('Actions', 'Fail over').textContent).toContain('Way back not written');
    expect(within(card('Actions', 'Fail over')).getByRole('button', { name: /^Write the way back/u })).toBeTruthy();
    expect(screen.getAllByRole('heading', { level: 4 }).map((h) => h.textContent)).toEqual([
      'To carry out',
      'Open',
      'Eliminated',
      'Nobody',
      'Pham C',
      'Waits for approval',
    ]);
  });

  test('A proposal waits on the board, and the commander’s word makes it a decision (S0)', async () => {
    const { host, incident } = await board();
    act(() => host.perform(incident, { type: 'decision.make', text: 'Scale the pool' }));
    expect(card('Decisions', 'Scale the pool').textContent).toMatch(/proposed.*Proposed by Tran B/u);
    fireEvent.click(within(card('Decisions', 'Scale the pool')).getByRole('button', { name: /^Nguyen A decided it/u }));
    await settle();
    expect(sent(host)).toMatchObject({ type: 'proposal.adopt' });
    expect(card('Decisions', 'Scale the pool').textContent).toContain('to carry out');
    expect(standing(host.incident(incident).decisions).at(-1)).toMatchObject({ text: 'Scale the pool' });
  });

  test('a deed is done from the card, and the card follows', async () => {
    const { host } = await board();
    fireEvent.click(within(card('Tasks', 'Check the pool')).getByRole('button', { name: /^Acked/u }));
    await settle();
    expect(sent(host)).toMatchObject({ type: 'task.acknowledge' });
    expect(card('Tasks', 'Check the pool').textContent).toContain('acked');
    fireEvent.click(within(card('Tasks', 'Check the pool')).getByRole('button', { name: /^Task is done/u }));
    await settle();
    expect(screen.queryByText('Check the pool')).toBeNull();
    await press('All');
    expect(card('Tasks', 'Check the pool').textContent).toContain('done');
  });

  test('is narrowed to one person, and walked with the arrow keys', async () => {
    const { host, incident } = await board();
    const first = within(card('Decisions', 'Wait')).getAllByRole('button')[0]!;
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowRight' });
    expect(document.activeElement?.closest('[data-card]')?.textContent).toContain('A bad deploy');
    const pham = Object.values(host.incident(incident).people).find((one) => one.name === 'Pham C')!;
    choose('Whose', pham.id);
    expect(screen.queryByText('Somebody look')).toBeNull();
    expect(card('Tasks', 'Check the pool')).toBeTruthy();
  });
});

describe('small forms', () => {
  test('a way back is written for a proposal', async () => {
    const host = fakeHost();
    const incident = declared(host);
    host.perform(incident, { type: 'action.propose', text: 'Fail over', kind: 'failover' });
    const action = standing(host.incident(incident).actions)[0]!;
    await show(host, incident, <StepDialog step="way-back" id={action.id} />);
    await press('Save');
    expect(screen.getByText(/Write how it is undone/u)).toBeTruthy();
    fill('Way back', 'Fail back');
    await press('Save');
    expect(standing(host.incident(incident).actions)[0]?.wayBack).toBe('Fail back');
  });

  test('a time-box that is up is asked about: more time by Enter, done or timed out by a press', async () => {
    const host = fakeHost();
    const incident = declared(host);
    host.perform(incident, { type: 'task.give', text: 'Check the pool', owner: { name: 'Pham C' } });
    const task = standing(host.incident(incident).tasks)[0]!;
    await show(host, incident, <TimeUpDialog record="task" id={task.id} />);
    expect(screen.getByRole('dialog').textContent).toContain('Pham C: what came of it?');
    fill('What they say (optional)', 'waits for a key');
    await press(/^More time/u);
    expect(sent(host)).toMatchObject({ type: 'task.extend', timeBoxMs: 600_000, reason: 'waits for a key' });
  });
});
