// The kinds a timeline entry can have and how exactly its time is known (DOMAIN.md section 6).

export const ENTRY_KINDS = [
  'observation',
  'action',
  'decision',
  'hypothesis',
  'task',
  'communication',
  'escalation',
  'status',
  'note',
] as const;

export type EntryKind = (typeof ENTRY_KINDS)[number];

/** `approx`: about then; `after`: some time after; `day`: only the date is known, `at` is 00:00:00 UTC of it. */
export type Precision = 'approx' | 'after' | 'day';
