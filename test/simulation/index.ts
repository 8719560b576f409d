// `npm run simulate`: nights of faults over the whole host, many thousands of them.
//   --seeds N --from S     lives N nights from seed S on (2,000 from 1)
//   --mutant NAME          with one planted bug; --list-mutants names them
//   --until-caught         stops at the first violation
//   --keep                 keeps what went wrong, made short, in regressions.json
//   --regressions          lives the kept ones again
//   --report FILE          writes the last line there as well
// The last line says `N seeds, V violations`; it ends with 1 where something was violated, with 2 where it was asked wrongly.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { root } from '../tooling/runtimes.ts';
import { mutants } from './mutants.ts';
import { regressionsFile, type Regression } from './regressions.ts';
import { type Ran, run } from './run.ts';
import type { Report, Task } from './worker.ts';

const USAGE =
  'Usage: npm run simulate -- [--seeds N] [--from S] [--mutant NAME] [--list-mutants] [--until-caught] [--keep] [--regressions]';
/** Of so many violations the night is made short; the others are only named. */
const SHRUNK = 3;

function wrong(words: string): never {
  console.error(`${words}\n${USAGE}`);
  process.exit(2);
}

function asked(): {
  seeds: number;
  from: number;
  mutant: string | undefined;
  list: boolean;
  first: boolean;
  keep: boolean;
  kept: boolean;
  report: string | undefined;
} {
  try {
    const { values } = parseArgs({
      options: {
        seeds: { type: 'string', default: '2000' },
        from: { type: 'string', default: '1' },
        mutant: { type: 'string' },
        'list-mutants': { type: 'boolean', default: false },
        'until-caught': { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        regressions: { type: 'boolean', default: false },
        report: { type: 'string' },
      },
    });
    const number = (name: 'seeds' | 'from', least: number): number => {
      const value = /^\d{1,15}$/u.test(values[name]) ? Number(values[name]) : Number.NaN;
      if (!(value >= least)) wrong(`--${name} wants a whole number from ${least} on, not "${values[name]}".`);
      return value;
    };
    if (values.mutant !== undefined && !mutants.some(({ name }) => name === values.mutant))
      wrong(`There is no mutant "${values.mutant}". --list-mutants names them.`);
    return {
      seeds: number('seeds', 1),
      from: number('from', 0),
      mutant: values.mutant,
      list: values['list-mutants'],
      first: values['until-caught'],
      keep: values.keep,
      kept: values.regressions,
      report: values.report,
    };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

const wanted = asked();
if (wanted.list) {
  for (const { name } of mutants) console.log(name);
  process.exit(0);
}

const kept = JSON.parse(readFileSync(regressionsFile, 'utf8')) as Regression[];
let violations = 0;
function tasks(): Iterator<Task> {
  return (function* all(): Generator<Task> {
    if (wanted.kept) for (const { night } of kept) yield { night };
    else
      for (let seed = wanted.from; seed < wanted.from + wanted.seeds; seed += 1)
        yield { seed, shrink: violations < SHRUNK && wanted.mutant === undefined };
  })();
}

const commit = commitOf();
const ran = await run({ tasks: tasks(), mutant: wanted.mutant, report: tell, stopAtFirst: wanted.first });
summary(ran);
const last = `${ran.nights} seeds, ${ran.violations} violations`;
if (wanted.report !== undefined) writeFileSync(wanted.report, `${last}\n`);
console.log(last);
process.exit(ran.violations > 0 ? 1 : 0);

// --- the parts -------------------------------------------------------------------------------------------------------

function tell(report: Report): void {
  const { violation, seed, shortest } = report;
  if (violation === null) return;
  violations += 1;
  console.log(`seed ${seed}, commit ${commit}, step ${violation.step}: ${violation.invariant}: ${violation.words}`);
  if (shortest === null) return;
  console.log(`  ${shortest.machines} machines, ${shortest.steps.length} steps are enough:`);
  for (const step of shortest.steps) console.log(`    ${JSON.stringify(step)}`);
  if (!wanted.keep) return;
  kept.push({ why: `${violation.invariant}: ${violation.words}`, commit, night: shortest });
  writeFileSync(regressionsFile, `${JSON.stringify(kept, null, 2)}\n`);
}

function summary({ lifeMs, realMs, incidents, events, effects, delivered, incidentMs, nights, traces }: Ran): void {
  const hours = lifeMs / 3_600_000;
  const each = (count: number): string => count.toLocaleString('en');
  console.log(
    `${each(nights)} nights: ${each(incidents)} incidents, ${each(events)} events, ${each(effects)} effects, ${each(delivered)} delivered; ` +
      `${each(Math.round(hours))} hours of machines in ${(realMs / 1_000).toFixed(1)} s: ` +
      `${each(Math.round(hours / (realMs / 1_000)))} simulated hours a second, ${(incidentMs / 31_557_600_000).toFixed(2)} incident-years; trace ${traceOf(traces)}`,
  );
}

/** Of all nights, in whichever order they were lived. */
function traceOf(traces: readonly string[]): string {
  return createHash('sha256').update(traces.toSorted().join(' ')).digest('hex').slice(0, 16);
}

function commitOf(): string {
  const git = (...args: string[]): string =>
    spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
  const head = git('rev-parse', '--short', 'HEAD');
  return head === '' ? 'unknown' : `${head}${git('status', '--porcelain') === '' ? '' : ' with changes'}`;
}
