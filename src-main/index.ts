// Electron's entry: what must be settled before Electron is ready, then the shell.
import { app } from 'electron';
import { giveUp } from './shell/failure.ts';
import { prepare } from './shell/prepare.ts';

// No top-level `await` here: Electron is not ready before this module has ended, so the two would wait for each other.
void open().catch((error: unknown) =>
  giveUp(`Warroom could not be started: ${error instanceof Error ? error.message : String(error)}`),
);

async function open(): Promise<void> {
  const prepared = prepare();
  if (prepared.ok) {
    const [{ start }] = await Promise.all([import('./shell/start.ts'), app.whenReady()]);
    await start(prepared);
  } else if (prepared.message !== null) {
    await app.whenReady();
    await giveUp(prepared.message);
  }
}
