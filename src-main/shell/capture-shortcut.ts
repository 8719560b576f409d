// The key that works over any program. The system gives it to one program alone: whether it is ours is told plainly.
import { globalShortcut } from 'electron';

export interface CaptureShortcut {
  /** takes this one and lets go of the one before; '' for none */
  use: (shortcut: string) => void;
}

/** `told`: why it does not work, or null where it does. */
export function captureShortcut(open: () => void, told: (why: string | null) => void): CaptureShortcut {
  let held: string | null = null;
  return {
    use: (shortcut) => {
      if (shortcut === held) return;
      if (held !== null && held !== '') globalShortcut.unregister(held);
      held = shortcut;
      told(shortcut === '' ? null : take(shortcut, open));
    },
  };
}

function take(shortcut: string, open: () => void): string | null {
  try {
    return globalShortcut.register(shortcut, open)
      ? null
      : `Another program has ${shortcut} already. Choose another shortcut, or free it there.`;
  } catch {
    return `This system does not know the keys ${shortcut}. Choose another shortcut.`;
  }
}
