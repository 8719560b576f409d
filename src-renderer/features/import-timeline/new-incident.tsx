// A timeline imported from the start screen becomes an incident of its own: filled in, so that it can be added at once.
import type { Severity } from '../../../src-shared/incident/fields.ts';
import type { PastedTimeline } from '../../../src-shared/text/pasted-timeline.ts';
import { Choice, TextField } from '../../ui/field.tsx';
import type { NewIncident } from './add-entries.ts';

const LEVELS: readonly Severity[] = [1, 2, 3, 4];

export function NewIncidentFields({
  value,
  onChange,
}: {
  value: NewIncident;
  onChange: (part: Partial<NewIncident>) => void;
}) {
  return (
    <div className="import-new">
      <TextField label="Title" value={value.title} onChange={(title) => onChange({ title })} />
      <TextField
        label="Impact"
        value={value.impact}
        onChange={(impact) => onChange({ impact })}
        placeholder="May be left empty"
      />
      <Choice
        label="Severity"
        value={String(value.severity)}
        options={LEVELS.map((level) => ({ value: String(level), label: `SEV${level}` }))}
        onChange={(chosen) =>
          onChange({ severity: LEVELS.find((level) => String(level) === chosen) ?? value.severity })
        }
      />
    </div>
  );
}

/** What stands in the fields until somebody types: what an export says of the incident, else what the paste gives. */
export function suggestedFor(timeline: PastedTimeline | null): NewIncident {
  return { title: titleFor(timeline), impact: '', severity: timeline?.suggested?.severity ?? 2 };
}

/** The heading of the paste where it has one. */
function titleFor(timeline: PastedTimeline | null): string {
  if (timeline === null) return '';
  if (timeline.suggested !== undefined) return timeline.suggested.title.slice(0, 120);
  const heading = timeline.skipped
    .find((one) => one.reason === 'heading' && one.line <= 3)
    ?.raw.replace(/^[#=*\s]+|[#=*:\s]+$/gu, '');
  if (heading !== undefined && heading.length >= 4) return heading.slice(0, 120);
  const day = timeline.date.day;
  return day === null ? 'Imported timeline' : `Imported timeline of ${day}`;
}
