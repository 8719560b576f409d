// The environment of a host whose time passes so many times as fast.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export function quick(pace: number): Record<string, string> {
  return {
    NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'quick.mjs')).href}`,
    WARROOM_TEST_PACE: String(pace),
  };
}
