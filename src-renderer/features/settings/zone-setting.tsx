// The zone of local times beside UTC, and of times typed without one.
import { Choice } from '../../ui/field.tsx';
import { setPreferences } from './preferences.ts';

export function ZoneSetting({ zone }: { zone: string }) {
  const zones = [...new Set(['UTC', zone, ...Intl.supportedValuesOf('timeZone')])];
  return (
    <Choice
      label="Your time zone"
      value={zone}
      options={zones.map((one) => ({ value: one, label: one.replaceAll('_', ' ') }))}
      onChange={(chosen) => setPreferences({ zone: chosen })}
    />
  );
}
