// What the runners left under test-results: how many tests passed, and what went wrong with those that did not.
import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** A report, as far as it is read here: the shape is its runner's own. */
interface Vitest {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { name: string; message: string; assertionResults: Assertion[] }[];
}
interface Assertion {
  status: string;
  fullName: string;
  failureMessages: string[] | null;
}
interface Playwright {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
  suites: Suite[];
}
interface Suite {
  suites?: Suite[];
  specs: { title: string; file: string; line: number; tests: Tested[] }[];
}
interface Tested {
  projectName: string;
  status: string;
  results: { errors: { message?: string; location?: { file: string; line: number } }[] }[];
}

export interface Reports {
  vitest: string;
  playwright: string;
}

/** Of an error so many lines are told again at the end. */
const LINES = 12;

/** "N tests passed, M failed (vitest N, playwright N)"; a runner that left no report is not counted. */
export function total(reports: Reports): string {
  const counts = { vitest: countVitest(reports.vitest), playwright: countPlaywright(reports.playwright) };
  const ran = Object.entries(counts).flatMap(([name, count]) => (count ? [{ name, ...count }] : []));
  const sum = (pick: (count: Count) => number): number => ran.reduce((all, count) => all + pick(count), 0);
  const parts = ran.map(({ name, passed }) => `${name} ${passed}`).join(', ');
  const skipped = sum((c) => c.skipped);
  const numbers = [
    `${sum((c) => c.passed)} tests passed`,
    `${sum((c) => c.failed)} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `${numbers.join(', ')}${parts === '' ? '' : ` (${parts})`}`;
}

/** Each test that failed, with the first lines of what it said: who sees only the end of a long run learns the cause. */
export function failures(reports: Reports): string[] {
  return [...failuresOfVitest(reports.vitest), ...failuresOfPlaywright(reports.playwright)];
}

function countVitest(path: string): Count | undefined {
  const report = readVitest(path);
  return report && { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
}

function countPlaywright(path: string): Count | undefined {
  const report = readPlaywright(path);
  if (report === undefined) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

function failuresOfVitest(path: string): string[] {
  return (readVitest(path)?.testResults ?? []).flatMap(({ name, message, assertionResults }) => [
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => told(`${name}: ${fullName}`, failureMessages ?? [])),
    // A file that could not be loaded has no tests that could fail.
    ...(assertionResults.length === 0 && message !== '' ? [told(name, [message])] : []),
  ]);
}

function failuresOfPlaywright(path: string): string[] {
  const report = readPlaywright(path);
  if (report === undefined) return [];
  const below = ({ suites = [], specs }: Suite): string[] => [
    ...suites.flatMap(below),
    ...specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ projectName, results }) =>
          told(
            `[${projectName}] ${file}:${line}: ${title}`,
            results.flatMap(({ errors }) =>
              errors.map(({ message = '', location }) => `${message}\nat line ${location?.line ?? '?'}`),
            ),
          ),
        ),
    ),
  ];
  return [...report.errors.map(({ message = '' }) => told('E2E', [message])), ...report.suites.flatMap(below)];
}

function told(name: string, messages: readonly string[]): string {
  const lines = messages.flatMap((message) => {
    const all = stripVTControlCharacters(message)
      .split('\n')
      .filter((line) => line.trim() !== '');
    return all.length <= LINES ? all : [...all.slice(0, LINES - 1), '…', ...all.slice(-1)];
  });
  return [name, ...lines.map((line) => `    ${line}`)].join('\n');
}

function readVitest(path: string): Vitest | undefined {
  return read(path) as Vitest | undefined;
}

function readPlaywright(path: string): Playwright | undefined {
  return read(path) as Playwright | undefined;
}

function read(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
