// Electron's entry: what must be settled before Electron is ready, then the shell; or a verb of the command line, with no window.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { verbAsked } from './command-line/asked.ts';
import { giveUp } from './shell/failure.ts';
import { hasDisplay, paperOf, prepareForPaper, withoutDisplay } from './shell/paper.ts';
import { prepare } from './shell/prepare.ts';

// No top-level `await` here: Electron is not ready before this module has ended, so the two would wait for each other.
const verb = verbAsked(process.argv.slice(1), app.isPackaged);
void (verb === null ? open() : answer(verb)).catch((error: unknown) =>
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

/** Beside a cockpit that may be running: with a folder of its own for Chromium, and gone when the verb has ended. */
async function answer(line: readonly string[]): Promise<void> {
  const ended = withoutDisplay();
  if (ended !== null) return app.exit(ended);
  const chromium = mkdtempSync(join(tmpdir(), 'warroom-'));
  process.on('exit', () => rmSync(chromium, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 }));
  prepareForPaper(chromium);
  const [{ run }, { surroundings }] = await Promise.all([
    import('./command-line/run.ts'),
    import('./command-line/surroundings.ts'),
  ]);
  const code = await run(
    line,
    surroundings({
      // Without a display Chromium falls over when it is to print.
      paper: hasDisplay() ? paperOf : null,
      version: app.getVersion(),
      writer: new URL('./writer.js', import.meta.url),
      verifier: new URL('./verify.html', import.meta.url),
    }),
  );
  app.exit(code);
}
