// The command line as a program of its own: bundled as the product is, run as a script would run it, on folders of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../tooling/runtimes.ts';
import { buildForNode } from '../tooling/built-for-node.ts';

export interface Said {
  code: number | null;
  out: string;
  err: string;
}

export interface Program {
  /** a folder for records and files */
  folder: string;
  run: (...args: readonly string[]) => Promise<Said>;
  /** begun and not waited for */
  begin: (...args: readonly string[]) => { child: ChildProcess; ended: Promise<Said> };
  /** what it answers with --json, on one line */
  json: (...args: readonly string[]) => Promise<Record<string, unknown> & { ok: boolean }>;
  remove: () => void;
}

export async function buildProgram(): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'warroom-cli-'));
  const built = join(folder, 'built');
  await buildForNode(built, {
    'command-line': join(root, 'src-main', 'command-line.ts'),
    writer: join(root, 'src-main', 'journal', 'writer.ts'),
  });
  // The real build makes it of the renderer's sources; here the bundle only has to carry one.
  writeFileSync(join(built, 'verify.html'), '<!doctype html><title>checks a bundle</title>');
  const { WARROOM_DATA_DIR: _dir, WARROOM_PLAYBOOK: _playbook, ...rest } = process.env;
  const env = { ...rest, HOME: folder, XDG_CONFIG_HOME: join(folder, 'config'), TZ: 'Europe/Berlin' };
  const begin: Program['begin'] = (...args) => {
    const child = spawn(process.execPath, [join(built, 'command-line.js'), ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: [] as Buffer[], err: [] as Buffer[] };
    child.stdout?.on('data', (piece: Buffer) => void said.out.push(piece));
    child.stderr?.on('data', (piece: Buffer) => void said.err.push(piece));
    const ended = new Promise<Said>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) =>
        resolve({ code, out: Buffer.concat(said.out).toString('utf8'), err: Buffer.concat(said.err).toString('utf8') }),
      );
    });
    return { child, ended };
  };
  const run: Program['run'] = (...args) => begin(...args).ended;
  return {
    folder,
    begin,
    run,
    json: async (...args) => {
      const { out, err } = await run(...args, '--json');
      if (!out.endsWith('\n') || out.indexOf('\n') !== out.length - 1) throw new Error(`not one line: ${out}${err}`);
      return JSON.parse(out) as Record<string, unknown> & { ok: boolean };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
