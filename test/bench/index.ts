// `npm run bench`: every figure in one run, side by side. `--only path|open|start|typing|timeline|sends|simulation|doubts|inbound|travel` (again for more) runs a part,
// `--write` keeps the figures in docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIsFresh } from '../../src-main/start/build-stamp.mjs';
import { root } from '../tooling/runtimes.ts';
import { type Row, table } from './figures.ts';
import { load, machine } from './machine.ts';
import { measureHandover } from './handover.ts';
import { measureInbound } from './inbound.ts';
import { measureOpen } from './open.ts';
import { measurePath } from './path.ts';
import { measureSends } from './sends.ts';
import { measureDoubts, measureSimulation } from './simulation.ts';
import { measureStart } from './start.ts';
import { measureTimeline } from './timeline.ts';
import { measureTravel } from './travel.ts';
import { measureTyping } from './typing.ts';
import { type Kept, page } from './page.ts';

const parts: Record<string, { title: string; built: boolean; measure: () => Promise<Row[]> }> = {
  path: { title: 'The way of a command', built: false, measure: measurePath },
  open: { title: 'Opening a long incident', built: false, measure: measureOpen },
  start: { title: 'Start and memory', built: true, measure: measureStart },
  typing: { title: 'Under the hand', built: true, measure: measureTyping },
  timeline: { title: 'A hundred thousand entries', built: true, measure: measureTimeline },
  sends: { title: 'What goes out', built: false, measure: measureSends },
  simulation: { title: 'A world of faults', built: false, measure: measureSimulation },
  doubts: { title: 'A hundred thousand answers, many in doubt', built: false, measure: measureDoubts },
  inbound: { title: 'What comes in', built: true, measure: measureInbound },
  travel: { title: 'What leaves, and is checked', built: true, measure: measureTravel },
  handover: { title: 'Command that travels', built: false, measure: measureHandover },
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    write: { type: 'boolean', default: false },
  },
});
const wanted = values.only ?? Object.keys(parts);
const unknown = wanted.filter((name) => parts[name] === undefined);
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);

const kept = join(root, 'docs', 'benchmarks.md');
const results: Kept[] = [];
console.log(machine());
for (const [name, part] of Object.entries(parts)) {
  if (!wanted.includes(name)) continue;
  if (part.built && !buildIsFresh(root)) build();
  const before = load();
  const rows = await part.measure();
  const result = {
    name,
    title: part.title,
    at: new Date().toISOString(),
    load: [before, load()] as const,
    table: table(rows),
  };
  results.push(result);
  console.log(
    `\n## ${result.title}\n\nLoad of the machine before and after: ${result.load.map((one) => one.toFixed(2)).join(', ')}\n\n${result.table}`,
  );
  const missed = rows.filter((row) => row.reached === false);
  if (missed.length > 0) console.log(`\nMissed: ${missed.map((row) => row.what).join('; ')}`);
}
if (values.write) {
  writeFileSync(kept, page(readFileSync(kept, 'utf8'), machine(), results));
  console.log('\nKept in docs/benchmarks.md.');
}
// What was started has been stopped; a browser that takes its time to be gone must not hold the figures up.
process.exit();

function build(): void {
  console.log('\nThe build is older than the sources: building.');
  const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The build failed.');
}
