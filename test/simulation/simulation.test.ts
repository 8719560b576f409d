// The simulation itself: it can be asked, the same seed gives the same night, and it sees every planted bug.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { invariants } from './invariants.ts';
import { mutants, SEEDS_OF_MUTANT } from './mutants.ts';

const SLOW = { timeout: 180_000 };

function simulate(...args: string[]): Promise<{ code: number | null; lines: string[]; error: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('index.ts', import.meta.url)), ...args]);
  let out = '';
  let error = '';
  child.stdout.on('data', (part) => (out += String(part)));
  child.stderr.on('data', (part) => (error += String(part)));
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ code, lines: out.trimEnd().split('\n'), error })),
  );
}

describe('asked for', () => {
  test.each([
    [['--seeds', 'many'], '--seeds wants a whole number from 1 on, not "many".'],
    [['--seeds', '0'], '--seeds wants a whole number from 1 on, not "0".'],
    [['--from', '-1'], ''],
    [['--mutant', 'no-such'], 'There is no mutant "no-such". --list-mutants names them.'],
    [['--faster'], "Unknown option '--faster'"],
    [['20'], ''],
  ])('what it cannot do (%j) it says so, and how it is asked', async (args, words) => {
    const { code, error } = await simulate(...args);
    expect(code).toBe(2);
    expect(error).toContain(words);
    expect(error).toContain('Usage: npm run simulate -- [--seeds N]');
  });

  test('the mutants, one a line', async () => {
    const { code, lines } = await simulate('--list-mutants');
    expect(code).toBe(0);
    expect(lines).toEqual(mutants.map(({ name }) => name));
    expect(new Set(lines).size).toBeGreaterThanOrEqual(20);
  });

  test('the same seeds, the same nights, to the last salt and the last call', SLOW, async () => {
    const [first, second] = [
      await simulate('--seeds', '8', '--from', '40'),
      await simulate('--seeds', '8', '--from', '40'),
    ];
    const traceOf = (lines: string[]): string | undefined => /trace ([0-9a-f]{16})$/u.exec(lines.at(-2) ?? '')?.[1];
    expect(traceOf(first.lines)).toMatch(/^[0-9a-f]{16}$/u);
    expect(traceOf(first.lines)).toBe(traceOf(second.lines));
    expect(first.lines.at(-1)).toBe('8 seeds, 0 violations');
  });

  test('nights that went wrong once go well now', SLOW, async () => {
    const { code, lines } = await simulate('--regressions');
    expect(lines.at(-1)).toMatch(/^\d+ seeds, 0 violations$/u);
    expect(code).toBe(0);
  });
});

describe('planted bugs', () => {
  const known = new Set(invariants.map(({ name }) => name));

  test.each(mutants)('$name is caught', SLOW, async ({ name, breaks, seed }) => {
    const { code, lines, error } = await simulate(
      '--mutant',
      name,
      '--from',
      String(seed),
      '--seeds',
      String(SEEDS_OF_MUTANT),
      '--until-caught',
    );
    expect(error).toBe('');
    expect(lines.at(-1)).toMatch(/^\d+ seeds, 1 violations$/u);
    expect(code).toBe(1);
    const [, invariant = ''] = /^seed \d+, commit [^,]+, step \d+: (\w+): /u.exec(lines[0] ?? '') ?? [];
    expect(breaks).toContain(invariant);
    expect(known).toContain(invariant);
  });

  test('the code as it is lives the nights that show them, in `npm run simulate`', () => {
    expect(Math.max(...mutants.map(({ seed }) => seed))).toBeLessThanOrEqual(2_000);
  });
});
