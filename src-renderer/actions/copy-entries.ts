// Copies the picked entries as Markdown with UTC times; all that are shown where none is picked.
import { entriesAsMarkdown } from '../../src-shared/documents/entries.ts';
import { copyText } from '../store/clipboard.ts';
import { incidentNow } from '../store/incident.ts';
import { entriesToCopy } from '../store/timeline.ts';
import { tell } from '../ui/toast.tsx';
import { whileShown, type Action } from './action.ts';

export const copyEntries: Action = {
  id: 'copy-entries',
  label: 'Copy picked or shown entries as Markdown',
  group: 'Timeline',
  keys: ['y'],
  when: whileShown,
  perform: () => {
    const entries = entriesToCopy();
    void copyText(entriesAsMarkdown(entries, incidentNow().people)).then((copied) =>
      tell(
        copied
          ? `${entries.length.toLocaleString('en')} ${entries.length === 1 ? 'entry' : 'entries'} copied as Markdown.`
          : 'The clipboard is closed to this page. Pick the entries and press Ctrl or Cmd and C.',
        copied ? 'ok' : 'red',
      ),
    );
  },
};
