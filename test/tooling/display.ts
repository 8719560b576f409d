// Playwright's global set-up: on Linux every E2E run gets a virtual display of its own, so no window pops up on a desk.
import { startDisplay } from './runtimes.ts';

export default async function openDisplay(): Promise<() => Promise<void>> {
  if (process.platform !== 'linux') return async () => {};
  const display = await startDisplay();
  process.env.DISPLAY = display.name;
  // A desk running Wayland would otherwise be taken instead of the virtual display.
  delete process.env.WAYLAND_DISPLAY;
  return display.stop;
}
