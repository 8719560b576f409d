// The only thing that is ever downloaded is a document the cockpit made itself (Save): it comes as a blob of our origin.
import type { Session } from 'electron';
import type { Log } from '../../ports.ts';
import { ORIGIN } from '../app-files.ts';

export function limitDownloads(session: Session, log: Log): void {
  session.on('will-download', (event, item) => {
    if (item.getURL().startsWith(`blob:${ORIGIN}/`)) return;
    log.error('download refused');
    event.preventDefault();
  });
}
