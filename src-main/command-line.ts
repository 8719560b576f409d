// The command line in plain Node: `npm run warroom -- VERB`. The same core over the same record, with no screen.
import { version } from '../package.json' with { type: 'json' };
import { run } from './command-line/run.ts';
import { surroundings } from './command-line/surroundings.ts';

process.exitCode = await run(
  process.argv.slice(2),
  surroundings({
    paper: null,
    version,
    writer: new URL('./writer.js', import.meta.url),
    verifier: new URL('./verify.html', import.meta.url),
  }),
);
