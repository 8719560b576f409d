// Whether the browser may notify: asked for once, when somebody presses for it, and never on load.
import { create } from 'zustand';

const ASKED_KEY = 'warroom.notifications-asked';

/** `ask`: nobody has been asked yet, and the browser would ask. */
export const useNotifications = create<{ ask: boolean }>()(() => ({ ask: couldAsk() }));

export async function askForNotifications(): Promise<NotificationPermission> {
  localStorage.setItem(ASKED_KEY, 'yes');
  useNotifications.setState({ ask: false });
  return Notification.requestPermission();
}

function couldAsk(): boolean {
  return (
    'Notification' in globalThis &&
    Notification.permission === 'default' &&
    globalThis.localStorage?.getItem(ASKED_KEY) !== 'yes'
  );
}
