// What comes over IPC is text of a bounded size; anything else is answered without being looked at.
import { describe, expect, it } from 'vitest';
import { readRequest } from '../../src-main/shell/request-text.ts';
import { MAX_REQUEST_BYTES } from '../../src-shared/bridge.ts';

describe('a request as text', () => {
  it('is read', () => {
    expect(readRequest('{"n":3,"kind":"query","name":"people","args":{"text":""}}')).toEqual({
      ok: true,
      request: { n: 3, kind: 'query', name: 'people', args: { text: '' } },
    });
  });

  it('too large is refused under its own number, unparsed', () => {
    const refused = readRequest(`{"n":12,"kind":"host","command":"${'x'.repeat(MAX_REQUEST_BYTES)}"}`);
    expect(refused).toMatchObject({ ok: false, n: 12, refused: { refusal: { code: 'too-large' } } });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['an object', { n: 1 }],
    ['twenty megabytes', new Uint8Array(20_000_000)],
    ['a map', new Map()],
    ['a list', ['{"n":1}']],
  ])('%s is no text', (_what, raw) => {
    expect(readRequest(raw)).toMatchObject({ ok: false, n: 0, refused: { refusal: { code: 'malformed' } } });
  });

  it.each([
    ['', 0],
    ['{"n":4,', 4],
    ['{"n":4,"kind":}', 4],
    ['{"n":99999999999999999999,', 0],
    ['{"n":-1,', 0],
    ['[[[[', 0],
  ])('%s is broken text', (raw, n) => {
    expect(readRequest(raw)).toMatchObject({ ok: false, n, refused: { refusal: { code: 'malformed' } } });
  });
});
