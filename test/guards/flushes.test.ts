// Exactly one flush of the disk between a command and its answer: none and the answer would not mean durable, two and
// every entry would wait twice.
import { expect, test } from 'vitest';
import { countFlushes, flushesBetweenMarks } from '../bench/flush-count.ts';

test('a command costs exactly one flush', ({ skip }) => {
  const counts = countFlushes(60);
  if (counts === null) return skip('no strace here');
  expect(counts).toEqual(Array.from({ length: 60 }, () => 1));
}, 30_000);

test('the count sees none, one and two, by whatever thread, and nothing outside of the marks', () => {
  const trace = [
    '100 fdatasync(20) = 0',
    '100 access("/warroom-dispatched-0", F_OK) = -1 ENOENT',
    '100 access("/warroom-answered-0", F_OK) = -1 ENOENT',
    '100 access("/warroom-dispatched-1", F_OK) = -1 ENOENT',
    '107 fdatasync(20 <unfinished ...>',
    '107 <... fdatasync resumed>) = 0',
    '100 access("/warroom-answered-1", F_OK) = -1 ENOENT',
    '107 fsync(21) = 0',
    '100 faccessat2(AT_FDCWD, "/warroom-dispatched-2", F_OK, 0) = -1 ENOENT',
    '107 fdatasync(20) = 0',
    '108 fsync(21) = 0',
    '100 faccessat2(AT_FDCWD, "/warroom-answered-2", F_OK, 0) = -1 ENOENT',
  ].join('\n');
  expect(flushesBetweenMarks(trace)).toEqual([0, 1, 2]);
});
