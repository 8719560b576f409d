// Asking the record's index as somebody types: one question on its way at a time, the last one typed always answered.
import { useEffect, useRef, useState } from 'react';
import type { SearchHit } from '../../src-shared/bridge.ts';
import { ask } from './record.ts';

export interface Found {
  /** what these are the hits of; it may lag a moment behind what is typed */
  text: string;
  hits: readonly SearchHit[];
  /** why the record could not be asked */
  problem: string | null;
}

const NOTHING: Found = { text: '', hits: [], problem: null };

/** Newest first, from one incident or (null) from all. */
export function useSearchHits(text: string, incident: string | null): Found {
  const [found, setFound] = useState(NOTHING);
  const wanted = useRef({ text, incident });
  const asking = useRef(false);
  useEffect(() => {
    wanted.current = { text, incident };
    const go = (): void => {
      const { text: sought, incident: within } = wanted.current;
      if (sought.trim() === '' || asking.current) return;
      asking.current = true;
      void ask('search', within === null ? { text: sought } : { text: sought, incident: within }).then((answer) => {
        asking.current = false;
        setFound(
          answer.ok
            ? { text: sought, hits: answer.answer, problem: null }
            : { text: sought, hits: [], problem: answer.refusal.message },
        );
        if (wanted.current.text !== sought || wanted.current.incident !== within) go();
      });
    };
    go();
  }, [text, incident]);
  return text.trim() === '' ? NOTHING : found;
}
