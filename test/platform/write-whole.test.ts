// A file that is saved is there whole or not at all, also when the machine stops in the middle of it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { writeWhole } from '../../src-main/platform/write-whole.ts';

const module = pathToFileURL(join(import.meta.dirname, '../../src-main/platform/write-whole.ts')).href;
const SIZE = 256 * 2 ** 20;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'warroom-whole-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('it is whole, for its owner alone, and nothing is left beside it', async () => {
  const dir = folder();
  const path = join(dir, 'incident.warroom');
  await writeWhole(path, Buffer.from('first'));
  await writeWhole(path, Buffer.from('second'));
  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(readdirSync(dir)).toEqual(['incident.warroom']);
  // Windows keeps the files of an account to it by other means.
  expect(process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0).toBe(false);
});

test('where it cannot be put, what is there stays and nothing is left beside it', async () => {
  const dir = folder();
  mkdtempSync(join(dir, 'taken-'));
  const [taken = ''] = readdirSync(dir);
  writeFileSync(join(dir, taken, 'in it'), '');
  await expect(writeWhole(join(dir, taken), Buffer.from('x'))).rejects.toThrow(/\S/u);
  expect(readdirSync(dir)).toEqual([taken]);
});

test.each([{ before: null }, { before: 'what was saved yesterday' }])(
  'a kill while it is written leaves what was there: $before',
  async ({ before }) => {
    const dir = folder();
    const path = join(dir, 'incident.warroom');
    if (before !== null) writeFileSync(path, before);
    const script = `const { writeWhole } = await import(${JSON.stringify(module)});
      await writeWhole(${JSON.stringify(path)}, Buffer.alloc(${SIZE}, 1));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    const gone = new Promise<NodeJS.Signals | null>((resolve) =>
      child.once('exit', (_code, signal) => resolve(signal)),
    );
    // Some of it is on the disk, and not all.
    await expect.poll(() => written(dir), { interval: 1, timeout: 20_000 }).toBeGreaterThan(before?.length ?? 0);
    child.kill('SIGKILL');
    expect(await gone).toBe('SIGKILL');
    expect(written(dir)).toBeLessThan(SIZE);
    expect(existsSync(path) ? readFileSync(path, 'utf8') : null).toBe(before);
    // Saved again, it is there.
    await writeWhole(path, Buffer.from('whole'));
    expect(readFileSync(path, 'utf8')).toBe('whole');
  },
);

/** bytes of all files in the folder and in those in it */
function written(dir: string): number {
  const sizes = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => statSync(join(one.parentPath, one.name)).size);
  return sizes.reduce((sum, size) => sum + size, 0);
}
