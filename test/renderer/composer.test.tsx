// The line the scribe types into: what Enter sends, what a refusal gives back, what outlives a crash.
import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { Composer } from '../../src-renderer/features/composer/composer.tsx';
import { commandOf } from '../../src-shared/incident/composed.ts';
import { namePart, withName } from '../../src-renderer/features/composer/name-part.ts';
import { Toasts } from '../../src-renderer/ui/toast.tsx';
import { useView } from '../../src-renderer/store/view.ts';
import { parseComposer } from '../../src-shared/text/composer.ts';
import { NOW, declared, fakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

const line = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Log entry' });

async function type(text: string): Promise<void> {
  fireEvent.change(line(), { target: { value: text } });
  await settle();
}

async function enter(): Promise<void> {
  fireEvent.keyDown(line(), { key: 'Enter' });
  await settle();
}

describe('Enter', () => {
  test('sends the command that the line stands for, and empties the line', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Composer />);
    await type('d roll payment-api back');
    await enter();
    expect(host.sent.at(-1)).toMatchObject({ type: 'decision.make', text: 'roll payment-api back' });
    expect(line().value).toBe('');
    expect(screen.getByRole('status').textContent).toBe('Saved to disk.');
  });

  test('A decision of somebody else is kept as a proposal, with the commander’s word one press away (S0)', async () => {
    const host = fakeHost();
    const incident = declared(host);
    await show(
      host,
      incident,
      <>
        <Composer />
        <Toasts />
      </>,
    );
    await type('d roll payment-api back');
    await enter();
    expect(line().value).toBe('');
    expect(await screen.findByText('Kept as a proposal: Nguyen A decides.')).toBeTruthy();
    expect(host.incident(incident).proposals.chunks.flat()).toMatchObject([{ text: 'roll payment-api back' }]);
    fireEvent.click(screen.getByRole('button', { name: 'Nguyen A decided it' }));
    await settle();
    const { commander } = host.incident(incident).command;
    expect(host.incident(incident).decisions.chunks.flat()).toMatchObject([
      { text: 'roll payment-api back', by: commander },
    ]);
  });

  test('with Shift it is a line break, and an unfinished line says what is missing', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Composer />);
    await type('t @Hoang');
    fireEvent.keyDown(line(), { key: 'Enter', shiftKey: true });
    await enter();
    expect(host.sent).toEqual([]);
    expect(line().value).toBe('t @Hoang');
    expect(screen.getByRole('status').textContent).toBe('Say what has to be done.');
    expect(screen.getByRole('status').className).toBe('composer-missing'); // not in the green of what is saved
  });

  test('a refusal gives the text back, also when the next line is begun already', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Composer />);
    host.refuseNext({ ok: false, refusal: { code: 'disk-full', message: 'The disk is full.' } });
    await type('first');
    fireEvent.keyDown(line(), { key: 'Enter' });
    fireEvent.change(line(), { target: { value: 'second' } });
    await settle();
    expect(line().value).toBe('second\nfirst');
  });

  test('a question mark searches instead', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Composer />);
    await type('? pool');
    await enter();
    expect(useView.getState().search).toBe('pool');
    expect(host.sent).toEqual([]);
  });

  test('said again after a lost answer, it is the same command', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Composer />);
    host.refuseNext({ ok: false, refusal: { code: 'not-available', message: 'Lost.' } });
    await type('once');
    await enter();
    await enter();
    expect(host.sent).toHaveLength(2);
    expect(host.sent[0]?.id).toBe(host.sent[1]?.id);
    await type('once');
    await enter();
    expect(host.sent[2]?.id).not.toBe(host.sent[0]?.id);
  });
});

describe('the half-typed line', () => {
  test('is kept within 300 ms, the newest text of that time', async () => {
    vi.useFakeTimers();
    try {
      const host = fakeHost();
      const id = declared(host);
      await show(host, id, <Composer />);
      await type('half');
      await type('half typed');
      expect(host.drafts).toEqual({});
      await act(() => vi.advanceTimersByTimeAsync(300));
      expect(host.drafts).toEqual({ [`${id}:composer`]: 'half typed' });
    } finally {
      vi.useRealTimers();
    }
  });

  test('is kept at once on leaving the field, and comes back', async () => {
    const host = fakeHost();
    const id = declared(host);
    await show(host, id, <Composer />);
    await type('half typed');
    fireEvent.blur(line());
    expect(host.drafts[`${id}:composer`]).toBe('half typed');
  });

  test('comes back when the incident is opened', async () => {
    const host = fakeHost();
    const id = declared(host);
    host.drafts[`${id}:composer`] = 'from before the crash';
    await show(host, id, <Composer />);
    expect(line().value).toBe('from before the crash');
  });

  test('is forgotten once it is on the record', async () => {
    const host = fakeHost();
    const id = declared(host);
    await show(host, id, <Composer />);
    await type('done');
    await enter();
    expect(host.drafts[`${id}:composer`]).toBe('');
  });
});

describe('pasting', () => {
  const paste = (text: string): void => {
    fireEvent.paste(line(), { clipboardData: { getData: () => text } });
  };

  test('Many lines offer to be read as a timeline, or are kept as one entry (ours)', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Composer />);
    paste('14:01 a\n14:02 b\n14:03 c');
    expect(screen.getByText('3 lines pasted.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Keep as one entry' }));
    expect(line().value).toBe('14:01 a\n14:02 b\n14:03 c');
    paste('14:01 a\n14:02 b\n14:03 c');
    fireEvent.click(screen.getByRole('button', { name: 'Read them as a timeline…' }));
    expect(useView.getState().dialog).toEqual({ name: 'import', into: 'open', text: '14:01 a\n14:02 b\n14:03 c' });
  });

  test('two lines is just text', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Composer />);
    paste('a\nb');
    expect(screen.queryByRole('button', { name: 'Keep as one entry' })).toBeNull();
  });
});

describe('names', () => {
  test('after an at sign, people of the incident are offered and taken with Enter', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Composer />);
    fireEvent.change(line(), { target: { value: 't @ngu', selectionStart: 6 } });
    line().setSelectionRange(6, 6);
    fireEvent.select(line());
    await settle();
    expect(screen.getByRole('option', { name: 'Nguyen A' })).toBeTruthy();
    await enter();
    expect(line().value).toBe('t @Nguyen A ');
    expect(host.sent).toEqual([]);
  });

  test('the half-typed part is found before the cursor alone', () => {
    expect(namePart('t @tr and more', 5)).toEqual({ from: 2, to: 5, text: 'tr' });
    expect(namePart('mail@tr', 7)).toBeNull();
    expect(namePart('t @tr ', 6)).toBeNull();
    expect(withName('t @tr 10m look', { from: 2, to: 5, text: 'tr' }, 'Tran B')).toEqual({
      line: 't @Tran B 10m look',
      caret: 10,
    });
  });
});

describe('the command of a line', () => {
  const people = [{ id: '01JN0000000000000000000099', name: 'Tran B' }];
  const command = (text: string): unknown => {
    const read = parseComposer(text, { now: NOW, zone: 'UTC', people });
    if (read.type !== 'entry') throw new Error(`not an entry: ${read.type}`);
    return commandOf(read);
  };

  test('each kind begins its own record', () => {
    expect(command('seen')).toEqual({ type: 'timeline.log', kind: 'observation', text: 'seen' });
    expect(command('h pool')).toEqual({ type: 'hypothesis.raise', text: 'pool' });
    expect(command('a restart')).toEqual({ type: 'action.record', text: 'restart' });
    expect(command('c told support')).toEqual({ type: 'timeline.log', kind: 'communication', text: 'told support' });
    expect(command('t @Tran B 10m look')).toEqual({
      type: 'task.give',
      text: 'look',
      owner: { id: people[0]?.id },
      timeBoxMs: 600_000,
    });
    expect(command('t @Somebody look')).toEqual({ type: 'task.give', text: 'look', owner: { name: 'Somebody' } });
  });

  test('a time goes along only where one was typed', () => {
    expect(command('-4m ! late')).toEqual({
      type: 'timeline.log',
      kind: 'observation',
      text: 'late',
      at: NOW - 240_000,
      star: true,
    });
  });
});
