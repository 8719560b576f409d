// Two installations of Warroom that hand an incident to each other as a person does: a file, a passphrase, a look, a press.
import type { HandoverSeen, OfferedFile } from '../../src-shared/bridge.ts';
import { type TestConnection, type TestHost, declaration, startHost } from '../incidents/host.ts';

export interface Station {
  host: TestHost;
  screen: TestConnection;
  /** the file as it came to the person, and what is said over the bridge */
  give: (incident: string) => Promise<{ bytes: Buffer; passphrase: string }>;
  look: (bytes: Uint8Array, passphrase: string) => Promise<Looked>;
  take: (bytes: Uint8Array, passphrase: string) => Promise<Looked>;
  log: (incident: string, text: string) => Promise<void>;
  /** the whole state, as bytes */
  state: (incident: string) => Promise<string>;
  declare: () => Promise<string>;
}

export type Looked = { ok: true; seen: HandoverSeen; file: string } | { ok: false; code: string; message: string };

export async function station(defer: (end: () => void | Promise<void>) => void, prefix: string): Promise<Station> {
  let saved: Buffer | null = null;
  let chosen: Uint8Array = new Uint8Array();
  const host = await startHost(defer, {
    prefix,
    native: {
      saveFile: async ({ bytes }) => {
        saved = Buffer.from(bytes);
        return true;
      },
      chooseFile: async () => ({ name: 'incident.warroom', bytes: chosen }),
    },
  });
  const screen = host.connect();
  const asked = async <T>(name: string, args: unknown): Promise<T> => {
    const answer = await screen.query(name, args);
    if (!answer.ok) throw new Error(answer.refusal.message);
    return answer.answer as T;
  };

  const look: Station['look'] = async (bytes, passphrase) => {
    chosen = bytes;
    const { file } = await asked<{ file: string }>('file-choose', { kind: 'handover' });
    const answer = await screen.query('handover-look', { file, passphrase });
    return answer.ok ? { ok: true, seen: answer.answer as HandoverSeen, file } : { ok: false, ...answer.refusal };
  };
  return {
    host,
    screen,
    give: async (incident) => {
      const made = await asked<OfferedFile & { passphrase: string }>('handover-make', { incident });
      await asked('file-save', { file: made.file });
      return { bytes: saved ?? Buffer.alloc(0), passphrase: made.passphrase };
    },
    look,
    take: async (bytes, passphrase) => {
      const looked = await look(bytes, passphrase);
      if (!looked.ok) return looked;
      const answer = await screen.host({ type: 'handover.open', file: looked.file });
      return answer.ok ? looked : { ok: false, ...answer.refusal };
    },
    log: async (incident, text) => {
      const answer = await screen.dispatch(incident, { type: 'timeline.log', kind: 'note', text });
      if (!answer.ok) throw new Error(answer.refusal.message);
    },
    state: async (incident) => {
      const follower = screen.follow(incident);
      await follower.until(({ messages }) => messages.length > 0);
      follower.stop();
      return JSON.stringify(follower.state());
    },
    declare: async () => {
      const incident = host.newId();
      const answer = await screen.dispatch(incident, declaration());
      if (!answer.ok) throw new Error(answer.refusal.message);
      return incident;
    },
  };
}
