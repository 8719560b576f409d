// Lives many nights in several processes at once; each takes the next when it is done with one.
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report, Task } from './worker.ts';

export interface Ran {
  nights: number;
  violations: number;
  realMs: number;
  /** of all machines together, by the world's clock */
  lifeMs: number;
  /** of all incidents together, from their declaration to the end of their night */
  incidentMs: number;
  incidents: number;
  events: number;
  effects: number;
  delivered: number;
  /** one for each night */
  traces: string[];
}

export interface Running {
  tasks: Iterator<Task>;
  mutant?: string | undefined;
  report?: (report: Report) => void;
  stopAtFirst?: boolean;
}

const MOST_PROCESSES = 8;

export async function run({ tasks, mutant, report, stopAtFirst = false }: Running): Promise<Ran> {
  const total: Ran = {
    nights: 0,
    violations: 0,
    realMs: 0,
    lifeMs: 0,
    incidentMs: 0,
    incidents: 0,
    events: 0,
    effects: 0,
    delivered: 0,
    traces: [],
  };
  const began = performance.now();
  let over = false;

  const next = (): Task | null => {
    const { done, value } = tasks.next();
    return over || done === true ? null : value;
  };
  const take = (one: Report): void => {
    // What another process was still busy with when the first violation was found does not count.
    if (over) return;
    total.nights += 1;
    for (const name of ['lifeMs', 'incidentMs', 'incidents', 'events', 'effects', 'delivered'] as const)
      total[name] += one[name];
    total.traces.push(`${one.seed} ${one.trace}`);
    if (one.violation !== null) {
      total.violations += 1;
      if (stopAtFirst) over = true;
    }
    report?.(one);
  };

  // Up to the first violation one after another: what others were busy with meanwhile would be for nothing.
  const processes = stopAtFirst ? 1 : Math.min(availableParallelism(), MOST_PROCESSES);
  await Promise.all(Array.from({ length: processes }, () => worker({ mutant, next, take })));
  total.realMs = performance.now() - began;
  return total;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

function worker(run: {
  mutant: string | undefined;
  next: () => Task | null;
  take: (one: Report) => void;
}): Promise<void> {
  const { mutant, next, take } = run;
  const child: ChildProcess = fork(here('worker.ts'), {
    execArgv: [
      '--import',
      here('../tooling/bundled-imports.ts'),
      ...(mutant === undefined ? [] : ['--import', here('mutate.ts')]),
    ],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(tmpdir(), 'warroom-compiled'),
      ...(mutant === undefined ? {} : { WARROOM_MUTANT: mutant }),
    },
  });
  return new Promise((resolve, reject) => {
    child.on('message', (report: Report | null) => {
      if (report !== null) take(report);
      const task = next();
      if (task === null) child.disconnect();
      else child.send(task);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`A process of the simulation ended with ${code}.`)),
    );
  });
}
