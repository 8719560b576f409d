// The environment of a host whose clock is ahead, as if the laptop had been off that long.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export function later(minutes: number): Record<string, string> {
  return {
    NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'later.mjs')).href}`,
    WARROOM_TEST_LATER_MIN: String(minutes),
  };
}
