// The record as lines of a file: out and in again without a byte's difference, and only in the one form.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOf, sealedOf } from '../../src-shared/bundle/record-lines.ts';
import { bytesHere } from '../../src-main/journal/sealing.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const plain = (part: Uint8Array | null | undefined): number[] | null => (part ? [...part] : null);

test('a sealed event comes back byte for byte, redacted or not', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  fc.assert(
    fc.property(text, fc.option(text), fc.uint8Array({ minLength: 32, maxLength: 32 }), (envelope, payload, salt) => {
      const sealed =
        payload === null
          ? { envelope: bytes(envelope), salt: null, payload: null }
          : { envelope: bytes(envelope), salt, payload: bytes(payload) };
      const line = lineOf(sealed, bytesHere);
      const read = sealedOf(line, bytesHere);
      expect(line).not.toContain('\n');
      expect([plain(read?.envelope), plain(read?.salt), plain(read?.payload)]).toEqual([
        plain(sealed.envelope),
        plain(sealed.salt),
        plain(sealed.payload),
      ]);
    }),
  );
});

test.each([
  ['no JSON', '{'],
  ['no object', '7'],
  ['without an envelope', '{"salt":null,"payload":null}'],
  ['with a salt that is too short', '{"envelope":"{}","salt":"00","payload":"{}"}'],
  ['with a space more', '{"envelope": "{}","salt":null,"payload":null}'],
  ['with a field more', '{"envelope":"{}","salt":null,"payload":null,"more":1}'],
  ['with its fields in another order', '{"salt":null,"envelope":"{}","payload":null}'],
  ['with a letter written another way', '{"envelope":"\\u0041","salt":null,"payload":null}'],
])('a line %s is none', (_, line) => expect(sealedOf(line, bytesHere)).toBeNull());

test('bytes that are no text are not written as if they were', () => {
  expect(() => lineOf({ envelope: new Uint8Array([0xff]), salt: null, payload: null }, bytesHere)).toThrow(/readable/u);
});
