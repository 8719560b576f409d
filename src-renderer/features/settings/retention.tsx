// How long a closed incident has to be kept before it can be deleted. Nothing is ever deleted by itself.
import { Choice } from '../../ui/field.tsx';
import { setPreferences } from './preferences.ts';

const OFFERED = [30, 90, 180, 365, 730, 1825];

export function Retention({ days }: { days: number | null }) {
  const offered = [...new Set([...OFFERED, ...(days === null ? [] : [days])])].toSorted((a, b) => a - b);
  return (
    <Choice
      label="A closed incident can be deleted"
      value={days === null ? 'any-time' : String(days)}
      options={[
        { value: 'any-time', label: 'at any time' },
        ...offered.map((one) => ({ value: String(one), label: `after ${one} days` })),
      ]}
      onChange={(chosen) => setPreferences({ retentionDays: chosen === 'any-time' ? null : Number(chosen) })}
      help="Only by hand, from the list of incidents, with its title typed out."
    />
  );
}
