// Where the record of this account lies when nobody says otherwise: the same place that Electron uses, so that the desktop app, the
// browser host and the command line open the same one.
import { homedir } from 'node:os';
import { join } from 'node:path';

export function usualDataDir(env: Readonly<Record<string, string | undefined>>): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Warroom');
    case 'win32':
      return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Warroom');
    default:
      return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Warroom');
  }
}
