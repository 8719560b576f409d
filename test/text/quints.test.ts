// Codes to be said aloud: the same bytes give the same words, and what was typed by ear is known again.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quints, sameCode, spelled } from '../../src-shared/text/quints.ts';

test('four bytes are two words (the example of their inventor: 127.0.0.1)', () => {
  expect(quints(Uint8Array.of(127, 0, 0, 1))).toBe('lusab-babad');
  expect(quints(Uint8Array.of(63, 84, 220, 193))).toBe('gutih-tugad');
});

test('no two codes are one', () => {
  const four = fc.uint8Array({ minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(four, four, (a, b) => {
      expect(sameCode(quints(a), quints(b))).toBe(a.every((byte, i) => byte === b[i]));
    }),
  );
});

test('dashes, spaces and capitals are as whoever types them', () => {
  expect(sameCode(' Lusab BABAD ', 'lusab-babad')).toBe(true);
  expect(sameCode('lusabbabat', 'lusab-babad')).toBe(false);
  expect(sameCode('', 'lusab-babad')).toBe(false);
});

test('is spelled letter by letter', () => {
  expect(spelled('lusab')).toBe('Lima Uniform Sierra Alfa Bravo');
});
