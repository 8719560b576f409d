// Copies the picked entries as Markdown with UTC times; all that are shown where none is picked.
import { MAX_CLIPBOARD } from '../../src-shared/bridge.ts';
import { entriesAsMarkdown } from '../../src-shared/documents/entries.ts';
import { copyText, isTooLongToCopy } from '../store/clipboard.ts';
import { saveFile } from '../store/files.ts';
import { incidentNow } from '../store/incident.ts';
import { entriesToCopy } from '../store/timeline.ts';
import { tell, tellUnsaved } from '../ui/toast.tsx';
import { whileShown, type Action } from './action.ts';

export const copyEntries: Action = {
  id: 'copy-entries',
  label: 'Copy picked or shown entries as Markdown',
  group: 'Timeline',
  keys: ['y'],
  when: whileShown,
  perform: () => {
    const entries = entriesToCopy();
    const text = entriesAsMarkdown(entries, incidentNow().people);
    if (isTooLongToCopy(text)) {
      const number = incidentNow().declaration?.number ?? 'incident';
      tell(
        `${entries.length.toLocaleString('en')} entries are ${text.length.toLocaleString('en')} characters; at most ${MAX_CLIPBOARD.toLocaleString('en')} fit the clipboard. Pick or filter fewer, or save them as a file.`,
        'red',
        {
          label: 'Save as a file',
          press: () => {
            const name = `${number}-timeline.md`.toLowerCase();
            void saveFile({ name, text, type: 'text/markdown' }).then(tellUnsaved);
          },
        },
      );
      return;
    }
    void copyText(text).then((copied) =>
      tell(
        copied
          ? `${entries.length.toLocaleString('en')} ${entries.length === 1 ? 'entry' : 'entries'} copied as Markdown.`
          : 'The clipboard is closed to this page. Pick the entries and press Ctrl or Cmd and C.',
        copied ? 'ok' : 'red',
      ),
    );
  },
};
