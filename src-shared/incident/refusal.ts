// Why a command was not accepted: a closed list of codes, and words that tell the person what to do.

export type RefusalCode =
  | 'malformed'
  | 'too-large'
  | 'too-long'
  | 'empty'
  | 'forbidden'
  | 'unknown-incident'
  | 'already-declared'
  | 'unknown-person'
  | 'unknown-role'
  | 'unknown-entry'
  | 'unknown-record'
  | 'not-in-command'
  | 'not-editable'
  | 'no-change'
  | 'reason-needed'
  | 'impossible-order'
  | 'in-the-future'
  | 'closed'
  | 'hold-over'
  | 'nothing-to-undo'
  | 'command-id-reused'
  | 'quarantined'
  | 'storage-failed'
  | 'disk-full'
  | 'not-available';

/** `field` names the part of the command that has to change, where there is one. */
export interface Refusal {
  code: RefusalCode;
  message: string;
  field?: string;
}

export interface Refused {
  ok: false;
  refusal: Refusal;
}

export function refuse(code: RefusalCode, message: string, field?: string): Refused {
  return { ok: false, refusal: field === undefined ? { code, message } : { code, message, field } };
}
