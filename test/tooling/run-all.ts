// `npm test`: everything a change must pass. `npm run check` (--fast): the part that takes seconds.
// Stops at the first stage that fails; the last line always says how many tests passed.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { failures, total } from './reports.ts';
import { root } from './runtimes.ts';

interface Stage {
  name: string;
  command: string[];
  /** a stage that hangs is ended, so that the run says which one it was */
  limitMs: number;
}

const minute = 60_000;
const results = join(root, 'test-results');
const reports = {
  vitest: join(results, 'vitest.json'),
  playwright: join(results, 'playwright.json'),
  simulation: join(results, 'simulation.txt'),
};

const quick: Stage[] = [
  { name: 'format', command: ['oxfmt', '--check'], limitMs: minute },
  { name: 'lint', command: ['oxlint'], limitMs: 2 * minute },
  { name: 'types', command: ['node', 'test/tooling/types.ts'], limitMs: 3 * minute },
  { name: 'dead code', command: ['knip'], limitMs: 2 * minute },
];
const unit: Stage = {
  name: 'unit',
  command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.vitest}`],
  limitMs: 30 * minute,
};
const whole: Stage[] = [
  { name: 'set-up', command: ['node', 'test/tooling/setup-runtime.ts'], limitMs: 10 * minute },
  ...quick,
  { name: 'build', command: ['electron-vite', 'build', '--logLevel', 'warn'], limitMs: 3 * minute },
  unit,
  // A report of its own: nights are no tests, and are not counted as such.
  {
    name: 'simulation',
    command: ['npm', 'run', '--silent', 'simulate', '--', '--report', reports.simulation],
    limitMs: 30 * minute,
  },
  { name: 'e2e', command: ['playwright', 'test'], limitMs: 45 * minute },
  { name: 'torture', command: ['npm', 'run', '--silent', 'torture', '--', '--quick'], limitMs: 5 * minute },
];

const stages = (process.argv.includes('--fast') ? [...quick, unit] : whole).filter(isThere);

mkdirSync(results, { recursive: true });
for (const report of Object.values(reports)) rmSync(report, { force: true });

const lines: string[] = [];
let failed: string | undefined;
for (const stage of stages) {
  if (failed !== undefined) {
    lines.push(`  -     ${stage.name} (not run)`);
    continue;
  }
  console.log(`\n=== ${stage.name} ===`);
  const began = performance.now();
  const passed = await run(stage);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  lines.push(`  ${passed ? 'ok    ' : 'FAILED'} ${stage.name} (${seconds} s)`);
  if (!passed) failed = stage.name;
}

const wrong = failures(reports);
if (wrong.length > 0) console.log(`\n=== what failed ===\n${wrong.join('\n')}`);
console.log(`\n=== summary ===\n${lines.join('\n')}`);
if (failed !== undefined) console.log(`Stopped at: ${failed}`);
if (existsSync(reports.simulation)) console.log(`Simulation: ${readFileSync(reports.simulation, 'utf8').trim()}`);
console.log(total(reports));
process.exitCode = failed === undefined ? 0 : 1;

// --- the parts -------------------------------------------------------------------------------------------------------

/** The torture set has an entry of its own; a house without one runs the rest. */
function isThere(stage: Stage): boolean {
  return stage.name !== 'torture' || existsSync(join(root, 'test', 'torture', 'index.ts'));
}

/** Runs one stage in a process group of its own, so that ending it ends what it started. */
function run({ name, command: [program = '', ...args], limitMs }: Stage): Promise<boolean> {
  const bin = join(root, 'node_modules', '.bin');
  const separator = process.platform === 'win32' ? ';' : ':';
  const env = { ...process.env, PATH: `${bin}${separator}${process.env.PATH ?? ''}` };
  const grouped = process.platform !== 'win32';
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
    detached: grouped,
    shell: !grouped,
  });

  const end = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    if (grouped) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    end(signal);
    process.exitCode = 1;
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const limit = setTimeout(() => {
    console.error(`${name} took longer than ${limitMs / minute} minutes and was ended.`);
    end('SIGKILL');
  }, limitMs);

  return new Promise((resolve) => {
    const finish = (passed: boolean): void => {
      clearTimeout(limit);
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      resolve(passed);
    };
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      finish(false);
    });
    child.once('exit', (code) => finish(code === 0));
  });
}
