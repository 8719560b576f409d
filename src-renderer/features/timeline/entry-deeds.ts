// What can be done with an entry, for its menu: only what makes sense for it as it stands.
import { entriesAsMarkdown } from '../../../src-shared/documents/entries.ts';
import { isEditable, type Entry } from '../../../src-shared/incident/timeline.ts';
import { copyText } from '../../store/clipboard.ts';
import { incidentNow } from '../../store/incident.ts';
import { dispatch, type Wanted } from '../../store/record.ts';
import { deedsOf } from '../../store/record-deeds.ts';
import { openDialog } from '../../store/view.ts';
import type { MenuChoice } from '../../ui/menu.tsx';
import { tell, tellAnswer } from '../../ui/toast.tsx';

export function entryDeeds(entry: Entry): MenuChoice[] {
  const ofRecord = entry.retracted === undefined ? deedsOf(entry.type, entry.id) : [];
  return [...ofRecord, ...lineDeeds(entry)];
}

function lineDeeds(entry: Entry): MenuChoice[] {
  const editable = isEditable(entry);
  const retracted = entry.retracted !== undefined;
  return [
    ...(editable && !retracted
      ? [
          {
            id: 'correct',
            label: 'Correct text or time…',
            perform: () => openDialog({ name: 'correct', entry: entry.id }),
          },
          { id: 'retract', label: 'Retract…', perform: () => openDialog({ name: 'retract', entry: entry.id }) },
        ]
      : []),
    ...(retracted ? [deed('restore', 'Restore', { type: 'timeline.restore', entry: entry.id })] : []),
    entry.star === true
      ? deed('star', 'Remove star', { type: 'timeline.mark', entry: entry.id, star: false })
      : deed('star', 'Star', { type: 'timeline.mark', entry: entry.id, star: true }),
    entry.shareable === true
      ? deed('share', 'Keep internal', { type: 'timeline.mark', entry: entry.id, shareable: false })
      : deed('share', 'Mark shareable', { type: 'timeline.mark', entry: entry.id, shareable: true }),
    { id: 'copy', label: 'Copy as Markdown', begins: true, perform: () => void copyEntry(entry) },
  ];
}

function deed(id: string, label: string, wanted: Wanted): MenuChoice {
  return { id, label, perform: () => void dispatch(wanted).then((answer) => tellAnswer(answer)) };
}

async function copyEntry(entry: Entry): Promise<void> {
  const copied = await copyText(entriesAsMarkdown([entry], incidentNow().people));
  tell(
    copied ? 'Copied.' : 'The clipboard is closed to this page. Select the text and copy it by hand.',
    copied ? 'ok' : 'red',
  );
}
