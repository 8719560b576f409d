// The file a person sends when something is wrong: facts about the program, none about an incident's content.
import { homedir } from 'node:os';
import type { HostState } from '../../src-shared/bridge.ts';
import type { LogFile } from './log.ts';

export function diagnostics(
  state: HostState,
  count: { incidents: number; running: number },
  log: Pick<LogFile, 'tail'>,
): string {
  const { verifiedAt, trouble } = state.journal;
  return [
    `Warroom ${state.version}, ${state.host} host, ${state.platform}, Node ${process.versions.node}`,
    `Journal: ${state.journal.state}, verified ${verifiedAt === null ? 'not yet' : new Date(verifiedAt).toISOString()}, trouble: ${trouble ?? 'none'}`,
    `Data folder: ${state.dataDir.replace(homedir(), '~')}`,
    `Incidents: ${count.incidents}, running ${count.running}; backups: ${state.backups.length}`,
    `Playbook: ${state.playbook.id} (${state.playbook.problems.length} problems)`,
    '',
    log.tail(),
  ].join('\n');
}
