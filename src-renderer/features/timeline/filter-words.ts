// A filter in words, as far as it has no pill of its own.
import type { EntryFilter, Source } from '../../../src-shared/incident/entry-filter.ts';

export const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  typed: 'typed here',
  slack: 'from Slack',
  import: 'imported',
  system: 'by Warroom',
};

const WITH_PILL = new Set(['decision', 'hypothesis', 'task', 'action', 'communication']);

/** `by Tran B, from Slack`; null where nothing is narrowed beyond the pills. */
export function narrowedWords({ kinds, by, source, sharing, retracted }: EntryFilter): string | null {
  const words = [
    ...kinds.filter((kind) => !WITH_PILL.has(kind)).map((kind) => (kind === 'status' ? 'status' : `${kind}s`)),
    ...(by === null ? [] : [`by ${by}`]),
    ...(source === null ? [] : [SOURCE_WORDS[source]]),
    ...(sharing === null ? [] : [sharing]),
    ...(retracted === 'shown' ? [] : [retracted === 'only' ? 'retracted' : 'not retracted']),
  ];
  return words.length === 0 ? null : words.join(', ');
}
