// An incident with something of everything an auditor asks for, and its bundle as a person takes it out.
import type { OfferedFile } from '../../src-shared/bridge.ts';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { bytesHere, signedBy } from '../../src-main/journal/sealing.ts';
import {
  checkEvidence,
  type EvidenceReport,
  vouchedText,
  type Voucher,
} from '../../src-shared/bundle/evidence-check.ts';
import type { Wanted } from '../incident/scenario.ts';
import { type TestConnection, type TestHost, declaration, startHost } from '../incidents/host.ts';

export interface Night {
  host: TestHost;
  screen: TestConnection;
  incident: string;
  does: (wanted: Wanted) => Promise<void>;
  bundle: (withhold?: boolean) => Promise<Buffer>;
}

export async function night(defer: (end: () => void | Promise<void>) => void): Promise<Night> {
  let saved: Buffer | null = null;
  const host = await startHost(defer, {
    native: {
      saveFile: async ({ bytes }) => {
        saved = Buffer.from(bytes);
        return true;
      },
    },
  });
  const screen = host.connect();
  const incident = host.newId();
  const does: Night['does'] = async (wanted) => {
    const answer = await screen.dispatch(incident, wanted);
    if (!answer.ok) throw new Error(answer.refusal.message);
  };
  await does(declaration());
  return {
    host,
    screen,
    incident,
    does,
    bundle: async (withhold = false) => {
      const made = await screen.query('evidence-make', { incident, withhold });
      if (!made.ok) throw new Error(made.refusal.message);
      const { file } = made.answer as OfferedFile; // as the contract says
      await screen.query('file-save', { file });
      if (saved === null) throw new Error('nothing was saved');
      return saved;
    },
  };
}

export function check(bundle: Uint8Array): EvidenceReport {
  return checkEvidence(bundle, bytesHere);
}

/** The word of the station itself for a manifest that somebody made to fit: what the holder of its key could do. */
export function resigned({ host }: Night, manifestSha256: string): Voucher {
  const db = new DatabaseSync(join(host.dir, 'journal.db'), { readOnly: true });
  const row = db.prepare('SELECT origin, public_key, private_key FROM origins').get();
  db.close();
  const { origin, public_key: key, private_key: seed } = row ?? {};
  if (!(key instanceof Uint8Array) || !(seed instanceof Uint8Array)) throw new Error('no key');
  return {
    origin: String(origin),
    key: Buffer.from(key).toString('base64'),
    signature: signedBy(seed, vouchedText(manifestSha256)),
  };
}
