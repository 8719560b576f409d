import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleaningMessage, cleanText, codePoints, firstCodePoints, tooLong } from '../../src-shared/text/clean.ts';

describe('taken out, and said', () => {
  test.each([
    ['a\u0000b\u0007c', 'abc', 'control-characters'],
    ['a\u001b[31mred\u001b[0m', 'ared', 'control-characters'],
    ['pay\u202egnp.exe', 'paygnp.exe', 'direction-marks'],
    ['\u2067x\u2069', 'x', 'direction-marks'],
    ['a\u200fb', 'ab', 'direction-marks'],
    ['a\u200bb\ufeff\u2060c\u00add', 'abcd', 'invisible-characters'],
    ['pass\u200dword', 'password', 'invisible-characters'],
    ['a\u{e0041}\u{e0042}', 'a', 'invisible-characters'],
    ['a\ufe0f\ufe0f', 'a\ufe0f', 'invisible-characters'],
    ['\u3164', '', 'invisible-characters'],
    ['a\ud800b', 'a\ufffdb', 'broken-characters'],
    ['a\uffffb', 'ab', 'broken-characters'],
  ])('%j', (raw, text, note) => expect(cleanText(raw)).toEqual({ text, changed: true, notes: [note] }));
});

describe('left as it is', () => {
  test.each([
    'plain text',
    'tab\tand\nline',
    'Größe, naïve, 北京, שלום',
    '\ud83d\udc69\u200d\ud83d\ude80',
    '🏳️‍🌈',
    '👩🏽‍🚀',
    '1️⃣',
    '❤️',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '\u0645\u06cc\u200c\u0634\u0648\u062f',
    '\u0915\u094d\u200d\u0937',
    '\u0dc1\u0dca\u200d\u0dbb\u0dd3',
    '\u05d0\u200f!',
    'Nguyễn Văn A',
  ])('%j', (raw) => expect(cleanText(raw)).toEqual({ text: raw, changed: false, notes: [] }));

  test('composing, line ends and trimming are no change to tell', () => {
    expect(cleanText(' Nguye\u0302\u0303n\r\nB \u2028C ')).toEqual({
      text: 'Nguyễn\nB \nC',
      changed: false,
      notes: [],
    });
    expect(cleanText(' a ', { keepEnds: true }).text).toBe(' a ');
  });
});

test('properties: safe, stable, never throws', () => {
  const weird = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u200d',
        '\u200c',
        '\ufe0f',
        '\u202e',
        '\u0000',
        '\ud800',
        '\udc00',
        'e',
        '\u0301',
        '👩',
        '\u0915',
        '\u094d',
        '\u0645',
        '\u{e0041}',
        '🏴',
        '\u{e0067}',
        '\u001b[0m',
        '\r',
        '\u3164',
        'א',
        '\u200e',
        '\u1100',
        '\u1161',
      ),
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(weird, (parts) => {
      const raw = parts.join('');
      const once = cleanText(raw);
      expect(once.text.isWellFormed()).toBe(true);
      // oxlint-disable-next-line no-control-regex -- finding control characters is its purpose
      expect(once.text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
      expect(once.text.normalize('NFC')).toBe(once.text);
      expect(cleanText(once.text)).toEqual({ text: once.text, changed: false, notes: [] });
    }),
    { numRuns: 3000 },
  );
});

test('words for the screen', () => {
  expect(cleaningMessage([])).toBe('');
  expect(cleaningMessage(['control-characters', 'direction-marks'])).toBe(
    'Taken out of the text: control characters, marks that turn the direction of writing.',
  );
});

test('limits count code points', () => {
  expect(codePoints('a🔥b')).toBe(3);
  expect(tooLong('🔥'.repeat(200), 200, 'The title')).toBeNull();
  expect(tooLong('x'.repeat(1240), 200, 'The title')).toBe(
    'The title has 1,240 characters, 200 fit. Shorten it by 1,040.',
  );
  expect(firstCodePoints('a🔥b', 2)).toBe('a🔥');
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.nat(40),
      (text, n) => firstCodePoints(text, n) === Array.from(text).slice(0, n).join(''),
    ),
  );
});
