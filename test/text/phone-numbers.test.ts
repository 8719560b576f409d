// Phone numbers as people write them, and the plain tel: link that is all that may leave.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isTelUrl, telUrl } from '../../src-shared/text/phone-numbers.ts';

it.each([
  ['+49 (0)30 / 123-456', 'tel:+4930123456'],
  ['(030) 123 456', 'tel:030123456'],
  ['+1 (555) 010-9999 ext. 12', 'tel:+15550109999;ext=12'],
  ['+1.555.010.9999 x12', 'tel:+15550109999;ext=12'],
  ['tel:+84-24-3825-0000', 'tel:+842438250000'],
  ['+44\u00a020\u202f7946 0000', 'tel:+442079460000'],
  ['112', 'tel:112'],
])('%s is dialled as %s', (written, url) => {
  expect(telUrl(written)).toBe(url);
});

it.each([
  '',
  '12',
  '1-800-FLOWERS',
  '*#06#',
  '*21*030123456#',
  '+',
  '++49',
  '12345678901234567',
  'a@b.c',
  'javascript:1',
  '1'.repeat(61),
])('%s is no number to dial', (written) => {
  expect(telUrl(written)).toBeNull();
});

it('never gives anything but a plain number, whatever was written', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.stringMatching(/^[-+0-9 ()./x;=,*#]{0,40}$/u)),
      (written) => {
        const url = telUrl(written);
        if (url === null) return;
        expect(url).toMatch(/^tel:\+?\d{3,15}(?:;ext=\d{1,8})?$/u);
        expect(isTelUrl(url)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
