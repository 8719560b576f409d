// The record that windows are measured with: a dozen incidents, one of them with 5,000 entries; and a display to open on.
import { join } from 'node:path';
import { startDisplay } from '../tooling/runtimes.ts';
import { benchFolder, declare, startHost } from './host.ts';
import { fill } from './lines.ts';

export const LONG = 'Card payments fail, with 5,000 entries';
const ENTRIES = 5_000;
const OTHERS = 11;

export interface Prepared {
  dataDir: string;
  /** a folder for whatever else */
  scratch: string;
  display: string;
}

export async function withRecord<T>(work: (prepared: Prepared) => Promise<T>): Promise<T> {
  const folder = benchFolder();
  const dataDir = join(folder.path, 'data');
  const host = await startHost(dataDir);
  for (let i = 1; i <= OTHERS; i++) await declare(host, `Checkout is slow, incident ${i}`);
  await fill(host, await declare(host, LONG), ENTRIES, Date.now());
  await host.stop();
  const display = await startDisplay();
  process.env['DISPLAY'] = display.name;
  // A desk running Wayland would otherwise be taken instead of the virtual display.
  delete process.env['WAYLAND_DISPLAY'];
  try {
    return await work({ dataDir, scratch: join(folder.path, 'scratch'), display: display.name });
  } finally {
    await display.stop();
    folder.remove();
  }
}
