// Nothing is ever downloaded: what a person saves goes through the system's own dialog (shell/files.ts).
import type { Session } from 'electron';
import type { Log } from '../../ports.ts';

export function refuseDownloads(session: Session, log: Log): void {
  session.on('will-download', (event) => {
    log.error('download refused');
    event.preventDefault();
  });
}
