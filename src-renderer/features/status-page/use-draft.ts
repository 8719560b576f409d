// The public text being written: kept across a crash, and set aside, never thrown away, when another step fills in its own.
import { useEffect, useState } from 'react';
import type { ComponentState, Page, Step } from '../../../src-shared/incident/status-page.ts';
import { draftKey, draftsOf, forgetDraft, keepDraft } from '../../store/drafts.ts';

export interface PageDraft {
  step: Step;
  text: string;
  components: readonly { name: string; state: ComponentState }[];
  notify: boolean;
  /** when the text promises the next post, ms */
  nextAt?: number;
  /** the text promises a full report within so many hours (S1) */
  reportHours?: number;
  reason: string;
  /** somebody is asked to approve it first, though the playbook leaves that open (S2) */
  ask?: true;
  /** changed by hand since it was filled in */
  touched: boolean;
}

export function usePageDraft(incident: string, page: Page): [PageDraft | null, (draft: PageDraft | null) => void] {
  const [draft, setDraft] = useState<PageDraft | null>(null);
  const key = draftKey(incident, page === 'public' ? 'status-page' : 'status-page-private');
  useEffect(() => {
    let wanted = true;
    setDraft(null);
    void draftsOf(incident).then((drafts) => {
      const kept = readDraft(drafts[key]);
      if (wanted && kept !== null) setDraft((now) => now ?? kept);
    });
    return () => {
      wanted = false;
    };
  }, [incident, key]);
  const change = (next: PageDraft | null): void => {
    setDraft(next);
    if (next === null) forgetDraft(key);
    else if (next.touched) keepDraft(key, JSON.stringify(next));
  };
  return [draft, change];
}

function readDraft(text: string | undefined): PageDraft | null {
  if (text === undefined || text === '') return null;
  try {
    // Written by `change` above; what is wrong in it is refused when it is published.
    return JSON.parse(text) as PageDraft;
  } catch {
    return null; // cut short by a crash
  }
}
