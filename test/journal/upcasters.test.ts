import { expect, test } from 'vitest';
import { eventSchemas } from '../../src-shared/incident/index.ts';
import { eventReader } from '../../src-main/journal/fold.ts';
import { type Upcasters, gaps, presentVersion, upcast, upcasters } from '../../src-main/journal/upcasters/index.ts';

const made: Upcasters = {
  'entry.logged': [
    { from: 1, to: 2, up: (payload) => ({ ...(payload as object), kind: 'note' }) },
    { from: 2, to: 3, up: (payload) => ({ ...(payload as object), at: 5 }) },
  ],
};

test('the released upcasters follow each other without a gap, for types that exist', () => {
  expect(gaps(upcasters)).toEqual([]);
  for (const type of Object.keys(upcasters)) expect(Object.hasOwn(eventSchemas, type)).toBe(true);
});

test('a gap is found: a step left out, a first step that does not start at 1, two steps in one', () => {
  const up = (payload: unknown): unknown => payload;
  expect(gaps(made)).toEqual([]);
  expect(
    gaps({
      a: [
        { from: 1, to: 2, up },
        { from: 3, to: 4, up },
      ],
    }),
  ).toHaveLength(1);
  expect(gaps({ a: [{ from: 2, to: 3, up }] })).toHaveLength(1);
  expect(gaps({ a: [{ from: 1, to: 3, up }] })[0]).toContain('from 1 to 2');
});

test('a payload is raised from its own version on', () => {
  expect(presentVersion('entry.logged', made)).toBe(3);
  expect(presentVersion('anything', made)).toBe(1);
  expect(upcast('entry.logged', 1, { text: 'x' }, made)).toEqual({ text: 'x', kind: 'note', at: 5 });
  expect(upcast('entry.logged', 2, { text: 'x', kind: 'status' }, made)).toEqual({ text: 'x', kind: 'status', at: 5 });
  expect(upcast('entry.logged', 3, { text: 'x' }, made)).toEqual({ text: 'x' });
});

test('the reader raises an old event to the present version before it checks its shape', () => {
  const envelope = (v: number): string =>
    JSON.stringify({
      id: '1',
      incident: '2',
      actor: { person: '3', via: 'cockpit' },
      origin: 'o',
      seq: 1,
      wall: 1,
      hlc: 'h',
      v,
      type: 'entry.logged',
      commitment: '',
      prev: null,
    });
  const read = eventReader(() => undefined, made);
  const row = { arrival: 1, payload: '{"text":"old"}' };
  expect(read({ ...row, envelope: envelope(1) })).toMatchObject({
    ok: true,
    event: { v: 3, payload: { text: 'old', kind: 'note', at: 5 } },
  });
  expect(read({ ...row, envelope: envelope(4) })).toMatchObject({ ok: false });
  expect(eventReader(() => undefined)({ ...row, envelope: envelope(1) })).toMatchObject({ ok: false });
});
