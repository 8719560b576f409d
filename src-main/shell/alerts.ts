// When something falls due: a native notification for each alarm, the badge, and the window asking for a look.
import { Notification, app } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Alarm } from '../../src-shared/incident/due.ts';
import { notificationOf } from '../../src-shared/incident/alarm-words.ts';

/** `open` brings the cockpit to the front, on that incident. */
export function alertsFor(
  window: BrowserWindow,
  open: (incident: string) => void,
): (alarm: Alarm, now: number) => void {
  // Held until it is gone: one that is collected as garbage answers no click.
  const shown = new Set<Notification>();
  return (alarm, now) => {
    // In front, the screen tells it already, and sounds.
    if (window.isDestroyed() || window.isFocused()) return;
    if (alarm.kind === 'due') window.flashFrame(true);
    if (!Notification.isSupported()) return;
    const notification = new Notification({
      ...notificationOf(alarm, now),
      urgency: alarm.kind === 'due' ? 'critical' : 'normal',
      // The cockpit sounds by itself, and can be muted there.
      silent: true,
    });
    notification.on('click', () => {
      shown.delete(notification);
      open(alarm.incident);
    });
    notification.on('close', () => shown.delete(notification));
    shown.add(notification);
    notification.show();
  };
}

export function badge(overdue: number): void {
  app.setBadgeCount(overdue);
}
