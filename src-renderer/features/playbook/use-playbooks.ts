// The list of playbooks and the one that is open: its text, what is typed over it, and what that text is.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CheckedPlaybook, PlaybookListed } from '../../../src-shared/bridge.ts';
import { ask, dispatchHost } from '../../store/record.ts';

export interface Opened {
  /** null: new, not saved yet */
  ref: string | null;
  /** what a new one is a copy of; null: of nothing */
  from: string | null;
  text: string;
  /** as it stands on disk, or as a new one began; `hash` is of what is on disk */
  saved: string;
  hash: string | null;
  /** of the text as typed; null while it is being looked at for the first time */
  checked: CheckedPlaybook | null;
}

const CHECK_AFTER_MS = 250;
const KEEP_AFTER_MS = 500;

export function usePlaybooks(): { list: readonly PlaybookListed[]; reload: () => Promise<void> } {
  const [list, setList] = useState<readonly PlaybookListed[]>([]);
  const reload = useCallback(async () => {
    const answer = await ask('playbooks', {});
    if (answer.ok) setList(answer.answer);
  }, []);
  useEffect(() => void reload(), [reload]);
  return { list, reload };
}

/** Opens one at a time. What is typed is kept as a draft by its ref, so that leaving, a crash or another choice loses nothing. */
export function useOpened(first: string) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const wish = useRef(0);
  const show = useCallback(async (wanted: Pick<Opened, 'ref' | 'from'>, began: string): Promise<void> => {
    wish.current += 1;
    const mine = wish.current;
    const key = draftKey(wanted);
    const drafts = await ask('drafts', { scope: 'playbook' });
    const read = wanted.ref === null ? null : await ask('playbook-text', { ref: wanted.ref });
    if (mine !== wish.current || (read !== null && !read.ok)) return;
    const saved = read?.answer.text ?? began;
    const text = (drafts.ok ? drafts.answer[key] : undefined) ?? saved;
    const checked = read !== null && text === saved ? read.answer.checked : null;
    setOpened({ ...wanted, text, saved, hash: read?.answer.hash ?? null, checked });
  }, []);
  const start = useRef(first);
  useEffect(() => void show({ ref: start.current, from: null }, ''), [show]);
  useChecked(opened, setOpened);
  useKept(opened);

  return {
    opened,
    open: (ref: string): void => void show({ ref, from: null }, ''),
    /** a new one, empty or as a copy; where one was begun and left, as it was left */
    begin: (from: string | null, text: string): void => void show({ ref: null, from }, text),
    type: (text: string): void => setOpened((now) => (now === null ? now : { ...now, text })),
    discard: (): void => {
      if (opened !== null) void keep(opened, '');
      setOpened((now) => (now === null ? now : { ...now, text: now.saved }));
    },
    saved: async (ref: string): Promise<void> => {
      if (opened !== null) await keep(opened, '');
      setOpened(null);
      await show({ ref, from: null }, '');
    },
  };
}

/** Looks at the text a moment after the last key, on the host: typing waits for nothing. */
function useChecked(opened: Opened | null, set: (change: (now: Opened | null) => Opened | null) => void): void {
  const text = opened?.text ?? null;
  useEffect(() => {
    if (text === null) return undefined;
    const soon = setTimeout(() => {
      void ask('playbook-check', { text }).then((answer) => {
        if (answer.ok) set((now) => (now?.text === text ? { ...now, checked: answer.answer } : now));
      });
    }, CHECK_AFTER_MS);
    return () => clearTimeout(soon);
  }, [text, set]);
}

function useKept(opened: Opened | null): void {
  const last = useRef<Opened | null>(null);
  useEffect(() => {
    const before = last.current;
    last.current = opened;
    // Another one is opened before the last keys of this one were kept.
    const left = before !== null && opened !== null && draftKey(before) !== draftKey(opened);
    if (left && before.text !== before.saved) void keep(before, before.text);
    if (opened === null || opened.text === opened.saved) return undefined;
    const soon = setTimeout(() => void keep(opened, opened.text), KEEP_AFTER_MS);
    return () => clearTimeout(soon);
  }, [opened]);
  useEffect(
    () => () => {
      const left = last.current;
      if (left !== null && left.text !== left.saved) void keep(left, left.text);
    },
    [],
  );
}

async function keep(of: Pick<Opened, 'ref' | 'from'>, text: string): Promise<void> {
  await dispatchHost({ type: 'draft.keep', key: draftKey(of), text });
}

function draftKey({ ref, from }: Pick<Opened, 'ref' | 'from'>): string {
  return `playbook:${ref ?? (from === null ? 'new' : `copy of ${from}`)}`;
}
