// What the cockpit asks of handover files: made, looked at, taken in, and laid in or taken from the shared folder.
import type { Answer, HostCommand, QueryAnswer } from '../src-shared/bridge.ts';
import type { ParsedCommand } from '../src-shared/incident/index.ts';
import { refuse, type Refused } from '../src-shared/incident/refusal.ts';
import type { Query } from './bridge/host-commands.ts';
import type { Files } from './platform/files.ts';
import type { NamedFile, Store } from './ports.ts';
import { HEADER_BYTES, headerFault } from './bundles/cipher.ts';
import { type HandoversOptions, USE_WITHIN_MS, openHandovers } from './bundles/handovers.ts';
import { type SharedFolder, openSharedFolder } from './platform/shared-folder.ts';

export type HandoverQuery = Extract<Query, { name: `handover-${string}` }>;
type HandoverCommand = Extract<HostCommand, { type: `handover.${string}` }>;

export function isHandoverQuery(query: Query): query is HandoverQuery {
  return query.name.startsWith('handover-');
}

export function isHandoverCommand(command: HostCommand): command is HandoverCommand {
  return command.type.startsWith('handover.');
}

export interface WiresOptions extends HandoversOptions {
  files: Files;
  store: Store;
  folderPath: () => string;
  /** into the incident's own channel */
  shareFile: (
    incident: string,
    file: NamedFile,
    comment: string,
  ) => Promise<{ ok: true; vendor: string; where: string; doubtful: string | null } | Refused>;
  /** what this host itself writes down of the incident */
  say: (incident: string, command: Omit<ParsedCommand & { type: 'station.send' }, 'id'>) => Promise<Answer>;
  changed: () => void;
}

export function openWires(options: WiresOptions): {
  folder: SharedFolder;
  query: (query: HandoverQuery) => Promise<{ ok: true; answer: unknown } | Refused>;
  dispatch: (command: HandoverCommand) => Promise<Answer>;
} {
  const { files } = options;
  const handovers = openHandovers(options);
  const folder = openSharedFolder({
    ...options,
    path: options.folderPath,
    kind: { beginning: HEADER_BYTES, fault: headerFault },
  });
  /** By the person's own press and answered at once, apart from the outbox (docs/decisions/0008). */
  async function send(incident: string, number: string): Promise<QueryAnswer<'handover-send'>> {
    const file = files.offered(number);
    if (file === null) return refuse('not-available', 'This file is no longer there. Make it again.');
    const useBy = options.clock.now() + USE_WITHIN_MS;
    const until = new Date(useBy).toISOString().slice(11, 16);
    const comment = `Handover file of this incident, encrypted: ${file.name}. Its passphrase is told by voice, never here. To be opened in Warroom by ${until} UTC.`;
    const sent = await options.shareFile(incident, file, comment);
    if (!sent.ok) return sent;
    const { vendor, where, doubtful } = sent;
    const fields = { file: file.name, vendor, place: where, useBy, ...(doubtful === null ? {} : { doubtful: true }) };
    const said = await options.say(incident, { type: 'station.send', fields });
    if (said.ok) return { ok: true, answer: { where, doubtful } };
    return refuse('storage-failed', `It was sent to ${where}, but that is not in the record: ${said.refusal.message}`);
  }

  return {
    folder,
    query: async (query) => {
      switch (query.name) {
        case 'handover-make':
          return handovers.make(query.args.incident);
        case 'handover-look':
          return handovers.look(query.args.file, query.args.passphrase);
        case 'handover-send':
          return send(query.args.incident, query.args.file);
        case 'handover-to-folder': {
          const file = files.offered(query.args.file);
          if (file === null) return refuse('not-available', 'This file is no longer there. Make it again.');
          const saved = await folder.save(file);
          return saved.ok ? { ok: true, answer: { name: saved.name } } : saved;
        }
        case 'handover-from-folder': {
          const read = await folder.read(query.args.key);
          if (!read.ok) return read;
          const { name, bytes } = read.file;
          return { ok: true, answer: { file: files.here('handover', read.file), name, size: bytes.length } };
        }
      }
    },
    dispatch: async (command) => {
      switch (command.type) {
        case 'handover.open': {
          const file = files.read(command.file);
          const answer = await handovers.open(command);
          if (answer.ok && file !== null) folder.dealtWith(file);
          return answer;
        }
        case 'handover.put-aside':
          folder.putAside(command.key);
          return { ok: true, events: [] };
      }
    },
  };
}
