// A notification of the browser's own, for a page that nobody looks at. In Electron the shell does it.
import type { Alarm } from '../../../src-shared/incident/due.ts';
import { notificationOf } from '../../../src-shared/incident/alarm-words.ts';
import { openIncident } from '../../store/record.ts';

/** The same alarm in two tabs is one notification: its key is its tag. */
export function notify(alarm: Alarm, now: number): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const { title, body } = notificationOf(alarm, now);
  const shown = new Notification(title, {
    body,
    tag: alarm.key,
    requireInteraction: alarm.kind === 'due',
    // The page sounds by itself, and can be muted there.
    silent: true,
  });
  shown.addEventListener('click', () => {
    globalThis.focus();
    openIncident(alarm.incident);
    shown.close();
  });
}
