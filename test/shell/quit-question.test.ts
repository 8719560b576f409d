// Closing and quitting: nothing unsent is left behind without a word.
import { describe, expect, it } from 'vitest';
import { answerOf, closingMeans, questionFor } from '../../src-main/shell/quit-question.ts';

describe('closing the window', () => {
  it('quits, or hides where the preference says so, or simply closes when Warroom is leaving', () => {
    expect(closingMeans({ leaving: false, staysInTray: false })).toBe('quit');
    expect(closingMeans({ leaving: false, staysInTray: true })).toBe('hide');
    expect(closingMeans({ leaving: true, staysInTray: true })).toBe('close');
  });
});

describe('the question', () => {
  it('counts, and offers the tray first', () => {
    expect(questionFor(1).message).toBe('1 message has not been sent yet.');
    expect(questionFor(3).message).toBe('3 messages have not been sent yet.');
    expect(questionFor(3).buttons?.[questionFor(3).defaultId ?? -1]).toBe('Stay in the tray');
  });

  it('means what its buttons say; Escape and anything else changes nothing', () => {
    const { buttons = [], cancelId = -1 } = questionFor(1);
    const meant = Object.fromEntries(buttons.map((label, i) => [label, answerOf(i)]));
    expect(meant).toEqual({ 'Stay in the tray': 'tray', Quit: 'quit', Cancel: 'cancel' });
    expect(answerOf(cancelId)).toBe('cancel');
    expect(answerOf(99)).toBe('cancel');
  });
});
