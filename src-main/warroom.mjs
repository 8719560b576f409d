// `npm run warroom -- VERB`: the command line in plain Node, built first when the build is stale. What is said on the way goes to the
// standard error, so that the standard output holds the answer alone.
// @ts-check
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ready, root, run } from './start/launch.mjs';

const args = process.argv.slice(2);
if (ready(fileURLToPath(import.meta.url), args, process.stderr))
  run(process.execPath, ['--enable-source-maps', join(root, 'out', 'main', 'command-line.js'), ...args]);
