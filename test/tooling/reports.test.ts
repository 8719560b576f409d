// The end of a run tells how many tests passed, and of each that failed what it said.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { failures, total } from './reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'warroom-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

const reports = { vitest: join(folder, 'vitest.json'), playwright: join(folder, 'playwright.json') };

test('without a report nothing is counted, and nothing is said to have failed', () => {
  expect(total(reports)).toBe('0 tests passed, 0 failed');
  expect(failures(reports)).toEqual([]);
});

test('what failed is told by its name and what it said', () => {
  const message = `\u001B[31mTimed out\u001B[39m\n\n${Array.from({ length: 30 }, (_, i) => `line ${i}`).join('\n')}`;
  const assertions = [
    { status: 'passed', fullName: 'good', failureMessages: [] },
    { status: 'failed', fullName: 'bad', failureMessages: ['expected 1 to be 2'] },
  ];
  writeFileSync(
    reports.vitest,
    JSON.stringify({
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 0,
      testResults: [
        { name: 'a.test.ts', message: '', assertionResults: assertions },
        { name: 'b.test.ts', message: 'SyntaxError: it cannot be read', assertionResults: [] },
      ],
    }),
  );
  const spec = (status: string, errors: unknown[]): unknown => ({
    title: 'story',
    file: 'story.test.ts',
    line: 3,
    tests: [{ projectName: 'chromium', status, results: [{ errors }] }],
  });
  writeFileSync(
    reports.playwright,
    JSON.stringify({
      stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 1 },
      errors: [],
      suites: [
        {
          specs: [spec('expected', [])],
          suites: [{ specs: [spec('unexpected', [{ message, location: { file: 'story.test.ts', line: 9 } }])] }],
        },
      ],
    }),
  );

  expect(total(reports)).toBe('2 tests passed, 2 failed, 1 skipped (vitest 1, playwright 1)');
  const [assertion, file, story, ...others] = failures(reports);
  expect(others).toEqual([]);
  expect(assertion).toBe('a.test.ts: bad\n    expected 1 to be 2');
  expect(file).toContain('it cannot be read');
  expect(story?.split('\n')).toEqual([
    '[chromium] story.test.ts:3: story',
    '    Timed out',
    ...Array.from({ length: 10 }, (_, i) => `    line ${i}`),
    '    …',
    '    at line 9',
  ]);
});
