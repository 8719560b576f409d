// What an alarm does beside showing in the clocks: the window's title, the sound, a notification while nobody looks, and
// word of the incidents that are not on screen. Renders nothing, so that its seconds move nothing else.
import { useEffect, useRef } from 'react';
import { alarmsOf, isOverdue, isRinging, mostPressing, type Alarm } from '../../../src-shared/incident/due.ts';
import { notificationOf } from '../../../src-shared/incident/alarm-words.ts';
import { useNow } from '../../store/clock.ts';
import { openIncident, useRecord } from '../../store/record.ts';
import { useView } from '../../store/view.ts';
import { tell } from '../../ui/toast.tsx';
import { notify } from './notify.ts';
import { titleFor } from './page-title.ts';
import { useRinging } from './sound.ts';
import { ringAlarm } from './tones.ts';

export function Alarms(): null {
  const incidents = useRecord((record) => record.incidents);
  const openId = useRecord((record) => record.openId);
  const now = useNow();
  const list = incidents ?? NONE;

  const title = titleFor(list, openId, now);
  useEffect(() => {
    document.title = title;
  }, [title]);

  const here = list.filter((incident) => incident.id === openId);
  useRinging(mostPressing(here, now).some(({ due }) => isOverdue(due, now)));

  const told = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (incidents === null) return;
    const ringing = alarmsOf(incidents).filter((alarm) => isRinging(alarm, now));
    const before = told.current;
    told.current = new Set([...(before ?? []), ...ringing.map(({ key }) => key)]);
    for (const alarm of ringing) if (before?.has(alarm.key) !== true) fallsDue(alarm, now, before === null);
  }, [incidents, now]);
  return null;
}

const NONE: readonly never[] = [];

/** `first`: the page has just begun, and what was due before is on the screen already. */
function fallsDue(alarm: Alarm, now: number, first: boolean): void {
  const { openId, host } = useRecord.getState();
  if (document.hidden && host?.host === 'browser') notify(alarm, now);
  if (first || alarm.kind === 'nudge' || alarm.incident === openId) return;
  const { title, body } = notificationOf(alarm, now);
  tell(`${title}. ${body}.`, 'red', { label: 'Open', press: () => openIncident(alarm.incident) });
  if (host?.preferences.sound === true && !useView.getState().muted) ringAlarm();
}
