// When something falls due and the cockpit is not in front: a notification, the badge, the window asking for a look.
import { Notification, app } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Due } from './tray-words.ts';

export function alertsFor(window: BrowserWindow, open: () => void): (due: Due) => void {
  let before = 0;
  return ({ overdue, title }) => {
    const more = overdue > before;
    before = overdue;
    app.setBadgeCount(overdue);
    if (!more || window.isDestroyed() || window.isFocused()) return;
    window.flashFrame(true);
    if (!Notification.isSupported()) return;
    const notification = new Notification({
      title: overdue === 1 ? 'An update is overdue' : `${overdue} are overdue`,
      body: title ?? '',
      urgency: 'critical',
    });
    notification.on('click', open);
    notification.show();
  };
}
