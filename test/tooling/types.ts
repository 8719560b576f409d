// Type-checks every room with its own rules: the tsconfig.json files are the list.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './runtimes.ts';

const projects = globSync(['tsconfig.json', 'src-*/tsconfig.json', 'test/**/tsconfig.json'], { cwd: root }).map(
  (file) => dirname(file),
);
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
/** What was checked before and has not changed since is not checked again. */
const remembered = (project: string): string[] => {
  const file = `${project === '.' ? 'top' : project.replaceAll(/[/\\]/gu, '-')}.tsbuildinfo`;
  return ['--incremental', '--tsBuildInfoFile', join(root, 'node_modules', '.cache', 'types', file)];
};
const failed = projects.filter(
  (project) =>
    spawnSync(process.execPath, [tsc, '-p', project, ...remembered(project)], { cwd: root, stdio: 'inherit' })
      .status !== 0,
);

if (projects.length < 9) throw new Error(`Found only ${projects.length} tsconfig.json files: one is missing.`);
if (failed.length > 0) console.error(`Type errors in: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
