// The alarm that can be heard: while a duty of the incident on screen is overdue, unless muted or switched off.
import { useEffect } from 'react';
import { useRecord } from '../../store/record.ts';
import { useView } from '../../store/view.ts';
import { ringAlarm } from './tones.ts';

const EVERY_MS = 15_000;

/** Rings now and every 15 s for as long as `overdue` holds. */
export function useRinging(overdue: boolean): void {
  const wanted = useRecord((record) => record.host?.preferences.sound ?? false);
  const muted = useView((view) => view.muted);
  const rings = overdue && wanted && !muted;
  useEffect(() => {
    if (!rings) return;
    ringAlarm();
    const timer = setInterval(ringAlarm, EVERY_MS);
    return () => clearInterval(timer);
  }, [rings]);
}
