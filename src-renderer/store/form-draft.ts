// A form that outlives Escape and a crash: its fields are kept as a draft until what they say is on the record.
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { draftKey, draftsOf, flushDraft, forgetDraft, keepDraft } from './drafts.ts';
import { useIncident } from './incident.ts';

interface FormDraft<T> {
  fields: T;
  set: (change: Partial<T>) => void;
  /** it is on the record: nothing is kept */
  done: () => void;
}

const kept = z.record(z.string(), z.string());

/** `first`: the fields to begin with. What they say already counts over the draft; what they leave empty comes from it. */
export function useFormDraft<T extends { [K in keyof T]: string }>(form: string, first: T): FormDraft<T> {
  const incident = useIncident((whole) => whole.id);
  const key = draftKey(incident, `form-${form}`);
  const [fields, setFields] = useState(first);
  const touched = useRef(false);
  const over = useRef(false);
  useEffect(() => {
    let wanted = true;
    void draftsOf(incident).then((drafts) => {
      const draft = readDraft(drafts[key]);
      if (!wanted || draft === null || touched.current) return;
      setFields((now) => filled(now, draft));
    });
    const flush = (): void => flushDraft(key);
    window.addEventListener('pagehide', flush);
    return () => {
      wanted = false;
      if (!over.current) flush();
      window.removeEventListener('pagehide', flush);
    };
  }, [incident, key]);
  return {
    fields,
    set: (change) => {
      touched.current = true;
      const next = { ...fields, ...change };
      setFields(next);
      keepDraft(key, JSON.stringify(next));
    },
    done: () => {
      over.current = true;
      forgetDraft(key);
    },
  };
}

function readDraft(text: string | undefined): Readonly<Record<string, string>> | null {
  if (text === undefined) return null;
  try {
    const read = kept.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null; // not ours: the form begins empty
  }
}

function filled<T extends { [K in keyof T]: string }>(now: T, draft: Readonly<Record<string, string>>): T {
  const back = Object.fromEntries(
    Object.keys(now).flatMap((name) => {
      const value = draft[name];
      // The keys are those of T, and its values are text.
      return value === undefined || now[name as keyof T] !== '' ? [] : [[name, value]];
    }),
  );
  return { ...now, ...back };
}
