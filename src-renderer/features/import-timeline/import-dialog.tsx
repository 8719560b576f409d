// Pasting a timeline: what was understood of each line, to be mended and confirmed before anything is added.
import { useDeferredValue, useMemo, useState } from 'react';
import type { PastedTimeline } from '../../../src-shared/text/pasted-timeline.ts';
import { useZone } from '../../store/incident.ts';
import { openIncident, useRecord } from '../../store/record.ts';
import { closeDialog, resetView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';
import { addEntries, declareForImport, type NewIncident } from './add-entries.ts';
import { NewIncidentFields, suggestedFor } from './new-incident.tsx';
import { FileChoice } from './file-choice.tsx';
import { PasteBox } from './paste-box.tsx';
import { Preview } from './preview.tsx';
import { entriesOf, type RowEdits } from './rows.ts';
import { useReading } from './use-reading.ts';
import './import.css';

export function ImportDialog({ into, pasted }: { into: 'new' | 'open'; pasted: string }) {
  const zoneOfPerson = useZone();
  const [text, setText] = useState(pasted);
  const [zone, setZone] = useState('UTC');
  const [date, setDate] = useState('');
  const [t0, setT0] = useState('');
  const [part, setPart] = useState('');
  const [users, setUsers] = useState('');
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const [edits, setEdits] = useState<RowEdits>({});
  const [about, setAbout] = useState<Partial<NewIncident>>({});
  const deferred = useDeferredValue(text);
  const context = useMemo(() => ({ zone, date, t0, part, users }), [zone, date, t0, part, users]);
  const { timeline, reading } = useReading(deferred, context);
  const entries = useMemo(() => (timeline === null ? [] : entriesOf(timeline.rows, edits)), [timeline, edits]);
  const openId = useRecord((record) => record.openId);

  const { problem, submit } = useSubmit(async () => {
    if (entries.length === 0) return timeline?.problem ?? 'There is nothing to add yet. Paste a timeline above.';
    let incident = openId;
    if (into === 'new') {
      const declared = await declareForImport({ ...suggestedFor(timeline), ...about }, entries);
      if (!declared.ok) return declared.message;
      incident = declared.incident;
    }
    if (incident === null) return 'No incident is open. Open one from the list.';
    const { added, problem: refused } = await addEntries(incident, entries);
    if (into === 'new') {
      resetView();
      openIncident(incident);
    }
    if (refused !== null && added === 0 && into === 'open') return refused;
    closeDialog();
    if (refused === null) tell(`${added.toLocaleString('en')} entries added.`, 'ok');
    else
      tell(`${added.toLocaleString('en')} of ${entries.length.toLocaleString('en')} entries added. ${refused}`, 'red');
    return null;
  });

  return (
    <Dialog
      title="Import timeline"
      width="wide"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead="Paste what you have: times with text, a table, a chat, T+15 notes; or choose a file: the channel of a Slack export, a Statuspage history. Nothing is added until you press the button."
      actions={
        <>
          <span className="leading import-count" role="status">
            {timeline === null || text.trim() === '' ? '' : countsOf(timeline)}
          </span>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit" disabled={reading || entries.length === 0}>
            Add {entries.length.toLocaleString('en')} {entries.length === 1 ? 'entry' : 'entries'}
          </Button>
        </>
      }
    >
      <PasteBox text={text} onText={setText} rows={timeline === null || timeline.rows.length === 0 ? 10 : 5} />
      <div className="import-files">
        <FileChoice
          label="File"
          onText={(read) => {
            setText(read);
            setEdits({});
            setPart('');
          }}
          onProblem={setFileProblem}
        />
        {timeline?.layout === 'slack' ? (
          <FileChoice label="Names of people (users.json of the export)" onText={setUsers} onProblem={setFileProblem} />
        ) : null}
        {fileProblem === null ? null : <p className="import-problem">{fileProblem}</p>}
      </div>
      {timeline?.parts !== undefined && timeline.parts.all.length > 1 ? (
        <Choice
          label="Incident in the file"
          value={timeline.parts.chosen}
          options={timeline.parts.all.map(({ id, name, entries: updates }) => ({
            value: id,
            label: `${name} (${updates} ${updates === 1 ? 'update' : 'updates'})`,
          }))}
          onChange={(chosen) => {
            setPart(chosen);
            setEdits({});
            setAbout({});
          }}
        />
      ) : null}
      <div className="import-settings">
        <TextField
          label="Date of the first time"
          type="date"
          value={date === '' ? (timeline?.date.day ?? '') : date}
          onChange={setDate}
        />
        <Choice
          label="Zone of the times"
          value={zone}
          options={zonesFor(zoneOfPerson)}
          onChange={setZone}
          help={zoneFound(timeline)}
        />
        {timeline?.t0Needed === true || t0 !== '' ? (
          <TextField
            label="T0 (UTC)"
            type="datetime-local"
            value={t0}
            onChange={setT0}
            help="The text counts from T0: when was it?"
          />
        ) : null}
      </div>
      {into === 'new' && timeline !== null && timeline.rows.length > 0 ? (
        <NewIncidentFields
          value={{ ...suggestedFor(timeline), ...about }}
          onChange={(part) => setAbout({ ...about, ...part })}
        />
      ) : null}
      {timeline === null || text.trim() === '' ? null : (
        <>
          <Warnings timeline={timeline} />
          {timeline.rows.length === 0 ? (
            <p className="import-problem">{timeline.problem}</p>
          ) : (
            <Preview rows={timeline.rows} edits={edits} onEdit={setEdits} />
          )}
        </>
      )}
    </Dialog>
  );
}

function Warnings({ timeline }: { timeline: PastedTimeline }) {
  // What was left out is said whole, however much there is to look at.
  const shown = timeline.warnings.filter(({ code }, i) => code === 'left-out' || i < 4);
  const more = timeline.warnings.length - shown.length;
  const { skipped } = timeline;
  return (
    <>
      {shown.length === 0 ? null : (
        <ul className="import-warnings">
          {shown.map((warning) => (
            <li key={`${warning.code} ${warning.line ?? ''} ${warning.message}`}>{warning.message}</li>
          ))}
          {more > 0 ? <li>and {more} more like these.</li> : null}
        </ul>
      )}
      {skipped.length === 0 ? null : (
        <details className="import-skipped">
          <summary>{skipped.length === 1 ? 'One line is' : `${skipped.length} lines are`} not an entry</summary>
          <ul>
            {skipped.slice(0, 50).map((one) => (
              <li key={one.line}>
                Line {one.line}: {one.reason}
                {one.raw === '' ? '' : `: ${one.raw.slice(0, 100)}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function countsOf({ counts, layout, order }: PastedTimeline): string {
  const unread = counts.problems === 0 ? '' : `, ${counts.problems} to look at`;
  return `${counts.lines} ${NOUNS[layout][counts.lines === 1 ? 0 : 1]}, ${counts.timed} with a time${unread}${layout === 'chat' ? ' · read as a chat' : ''}${order === 'newest-first' ? ' · newest first' : ''}`;
}

const NOUNS = {
  lines: ['line', 'lines'],
  chat: ['line', 'lines'],
  slack: ['message of a Slack export', 'messages of a Slack export'],
  statuspage: ['update of Statuspage', 'updates of Statuspage'],
} as const;

function zoneFound(timeline: PastedTimeline | null): string | undefined {
  if (timeline === null || timeline.zone.from === 'setting') return undefined;
  return timeline.zone.from === 'text'
    ? `The text says ${timeline.zone.name} in line ${timeline.zone.line ?? '?'}; that counts.`
    : `The lines say ${timeline.zone.name}; that counts.`;
}

function zonesFor(own: string): readonly { value: string; label: string }[] {
  const first = own === 'UTC' ? ['UTC'] : ['UTC', own];
  return [...new Set([...first, ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));
}
