// Go to a time: what was typed is shown as it is understood; Enter brings the nearest entry into view.
import { useState } from 'react';
import { countBefore } from '../../../src-shared/incident/chunked-list.ts';
import { itemAt, type IndexedList } from '../../../src-shared/incident/chunked-view.ts';
import type { Entry } from '../../../src-shared/incident/timeline.ts';
import { formatDay, formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { parseMoment, type Moment } from '../../../src-shared/text/moment.ts';
import { hostNow } from '../../store/clock.ts';
import { incidentNow, useZone } from '../../store/incident.ts';
import { shownEntriesNow } from '../../store/timeline.ts';
import { closeDialog, jumpTo } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

export function TimeDialog() {
  const zone = useZone();
  const [typed, setTyped] = useState('');
  const [problem, say] = useState<string | null>(null);
  const moment = momentMeant(typed, zone);
  const submit = (): void => {
    const entry = moment === null ? undefined : nearest(shownEntriesNow(), moment);
    if (entry === undefined) {
      say(moment === null ? 'This is no time. Try 14:32, -20m, T+15 or 28 Feb 14:32.' : 'No entry is shown.');
      return;
    }
    closeDialog();
    jumpTo(entry.id);
  };
  return (
    <Dialog
      title="Go to a time"
      width="narrow"
      dismissable
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      actions={
        <Button tone="solid" type="submit">
          Go
        </Button>
      }
    >
      <TextField
        label="Time"
        mono
        autoFocus
        value={typed}
        onChange={(text) => {
          setTyped(text);
          say(null);
        }}
        placeholder="14:32"
        help={
          moment === null
            ? '14:32, 14:32:05 local, -20m, T+15, 28 Feb 14:32, start, end'
            : `${formatDay(moment.at, 'UTC')} ${formatUtcAndLocal(moment.at, zone, 'with-seconds')}`
        }
      />
    </Dialog>
  );
}

function momentMeant(typed: string, zone: string): Moment | null {
  const { milestones, declaration, timeline } = incidentNow();
  const first = timeline.entries.chunks[0]?.[0];
  const last = timeline.entries.chunks.at(-1)?.at(-1);
  if (first === undefined || last === undefined) return null;
  // Of an incident that is over, "20 minutes ago" means before its end.
  const now = milestones.closed?.at ?? milestones.resolved?.at ?? hostNow();
  const t0 = milestones['impact-started']?.at ?? milestones.declared?.at ?? declaration?.declaredAt ?? first.at;
  return parseMoment(typed, { now, zone, t0, first: first.at, last: last.at });
}

/** The first entry within what was named; where there is none, the one nearest to it. */
function nearest(shown: IndexedList<Entry>, { at, spanMs }: Moment): Entry | undefined {
  const place = countBefore(shown, (entry) => (entry.at < at ? -1 : 1));
  const after = itemAt(shown, place);
  const before = itemAt(shown, place - 1);
  if (after === undefined || before === undefined) return after ?? before;
  return after.at < at + spanMs || after.at - at <= at - before.at ? after : before;
}
