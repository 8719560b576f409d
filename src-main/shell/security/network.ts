// Pages have no network at all: what Warroom says to the outside leaves from the main process.
import type { Session } from 'electron';
import type { Log } from '../../ports.ts';
import { ORIGIN } from '../app-files.ts';

export function shutNetwork(session: Session, log: Log): void {
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((request, answer) => {
    const cancel = !staysHere(request.url);
    // The address may carry what somebody pasted; its scheme says enough.
    if (cancel)
      log.error('request refused', {
        scheme: request.url.slice(0, request.url.indexOf(':')),
        type: request.resourceType,
      });
    answer({ cancel });
  });
}

/** Our own files, and what a page made itself in memory (a document to save). */
export function staysHere(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`) || url.startsWith(`blob:${ORIGIN}/`);
}
