// app://warroom/, the cockpit's own origin in place of file:// (Electron's security list, item 18).
import { randomBytes } from 'node:crypto';
import { protocol } from 'electron';
import type { Session } from 'electron';
import type { Log } from '../ports.ts';
import { serve } from './app-files.ts';

/** Before Electron is ready. Standard: relative paths and an origin; secure: like https. Never past the content policy. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, bypassCSP: false, supportFetchAPI: false, codeCache: true },
    },
  ]);
}

/** Serves the folder of the built renderer, and only that. */
export function serveCockpit(session: Session, folder: string, log: Log): void {
  session.protocol.handle('app', async (request) => {
    const { status, headers, body } = await serve(folder, request, () => randomBytes(16).toString('base64'));
    if (status !== 200) log.error('no such file of the cockpit', { status });
    return new Response(body, { status, headers });
  });
}
