// What closing the window means, and what is asked before quitting with something unsent.
import type { MessageBoxOptions } from 'electron';

export function closingMeans({
  leaving,
  staysInTray,
}: {
  leaving: boolean;
  staysInTray: boolean;
}): 'close' | 'hide' | 'quit' {
  if (leaving) return 'close';
  return staysInTray ? 'hide' : 'quit';
}

const answers = ['tray', 'quit', 'cancel'] as const;

export function questionFor(unsent: number): MessageBoxOptions {
  return {
    type: 'warning',
    title: 'Warroom',
    message: unsent === 1 ? '1 message has not been sent yet.' : `${unsent} messages have not been sent yet.`,
    detail:
      'In the tray, Warroom goes on sending. If you quit, they are kept, and Warroom takes them up when it is opened again.',
    buttons: ['Stay in the tray', 'Quit', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
  };
}

/** Anything but a clear answer leaves everything as it is. */
export function answerOf(response: number): (typeof answers)[number] {
  return answers[response] ?? 'cancel';
}
