// What a vendor's folder offers where it can be listened to: what happened there, and what stands there. The inbox knows
// vendors by this contract alone (docs/decisions/0007).
import type { Person } from '../../src-shared/incident/index.ts';
import type { RemoteRef } from '../../src-shared/incident/remote.ts';
import type { ComponentState, Step } from '../../src-shared/incident/status-page.ts';

/** Somebody as the vendor knows them. `handle` is theirs for good; the names are only what they show. */
export interface Speaker {
  handle: string;
  name: string;
  /** the short name that others write after an @ */
  short?: string;
  email?: string;
}

/** Where something is: a channel, and a message in it. Message ids sort as text in the order in which they were said. */
export interface Where {
  place: string;
  message: string;
}

export interface SaidMessage extends Where {
  at: number;
  by: Speaker;
  text: string;
  url?: string;
  /** the message that it answers */
  thread?: string;
  files: readonly { name: string; url?: string }[];
  /** the vendor's mark of the newest edit; a later one sorts after it */
  edit?: string;
}

/** One thing that happened. `key` is the vendor's own for it: what comes twice has the same. */
export type Incoming = { key: string } & (
  | ({ is: 'message' } & SaidMessage)
  | ({ is: 'edited'; by: Speaker; text: string; edit: string } & Where)
  | ({ is: 'deleted' } & Where)
  | ({ is: 'reaction'; by: Speaker; reaction: string; on: boolean } & Where)
  | ({ is: 'pinned'; by: Speaker | null; on: boolean } & Where)
);

/** A place as it stands now, as far back as `from`; what is not in here and younger is not there any more. */
export interface Standing {
  place: string;
  messages: readonly (SaidMessage & {
    reactions: readonly { name: string; by: readonly Speaker[] }[];
    pinned: boolean;
  })[];
  /** the oldest message that was looked for; '' where all of it was read */
  from: string;
  /** what is younger and not in here may be there all the same; absent: nothing is */
  to?: string;
  /** threads whose answers are all among the messages; the answers of others were not looked at */
  threads: ReadonlySet<string>;
  /** what could not be read, in words */
  missing?: string;
}

/** What somebody asks for there: by a command, a button, or a dialog that they filled in. */
export interface Asked {
  /** unique for this asking: asked again it is answered again, and done once */
  key: string;
  by: Speaker;
  /** the channel it was asked in; null: in none */
  place: string | null;
  /** `declare`, `update`... with what was typed after it, and the fields of a dialog by name */
  verb: string;
  text: string;
  /** whom the words name first */
  named?: Speaker;
  fields: Readonly<Record<string, string>>;
  /** what a dialog asked at each of its fields, as it stood there */
  labels?: Readonly<Record<string, string>>;
  /** the incident that the button or the dialog belongs to */
  incident?: string;
}

/** `text`: what its field begins with. `questions`: what is asked in it, each answered by one of a few words or left open. */
export type Dialog =
  | { verb: 'declare'; text: string }
  | { verb: 'update'; incident: string; text: string }
  | { verb: 'resolve'; incident: string; text: string; questions: readonly Question[] };
/** `name`: that of its field. */
export interface Question {
  name: string;
  ask: string;
  replies: readonly { value: string; label: string }[];
}

/** For whoever asked alone. A dialog is asked for by its name; a refusal may belong to one of its fields. */
export interface Reply {
  text: string;
  ok: boolean;
  field?: string;
  dialog?: Dialog;
}

/** Who takes what comes in. Each settles once it is durable here, or known to change nothing; it rejects where it is neither. */
export interface Hearer {
  hear: (item: Incoming) => Promise<void>;
  /** brings in what the record lacks or has otherwise; answers how many messages were new */
  compare: (standing: Standing) => Promise<number>;
  /** nobody listens there any more, or nobody knows whether all was heard */
  broken: (place: string, why: string) => Promise<void>;
  /** all that stands there is heard, but for what is missing */
  caughtUp: (place: string, brought: number, missing: string | undefined) => Promise<void>;
  /** the newest answer in a thread that the record has; null: it has none */
  newestAnswer: (place: string, thread: string) => Promise<string | null>;
  ask: (asked: Asked) => Promise<Reply>;
}

export interface Listening {
  /** from now on exactly these places */
  listen: (places: readonly string[]) => void;
  /** nothing is heard after this */
  close: () => void;
}

export interface Inlet {
  /** by which of a person's handles the vendor knows them */
  handle: keyof Person['handles'];
  open: (hearer: Hearer) => Listening;
}

/**
 * What stands on a status page. Times in ms, by the page's clock; a step or state that is none of ours is null. `sets`: the
 * components that an update gave another state. `components`: those of the incident. `unread`: nobody knows.
 */
export type PageLook =
  | {
      is: 'there';
      updates: readonly {
        id: string;
        step: Step | null;
        text: string;
        at: number;
        changedAt: number;
        sets: readonly { component: string; state: ComponentState | null }[];
      }[];
      components: readonly {
        id: string;
        name: string;
        group: string | null;
        state: ComponentState | null;
        changedAt: number;
      }[];
    }
  | { is: 'gone'; at: number }
  | { is: 'unread'; why: string };

/** What stands on the page of a lane now, of the incident that is attached there. */
export type LookAtPage = (lane: string, ref: RemoteRef) => Promise<PageLook>;
