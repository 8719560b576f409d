// Lists in a form: rejected options with why, objections with who.
import { expect, test } from 'vitest';
import { objectionsIn, optionsIn } from '../../src-shared/text/listed.ts';

test('options come one a line, with why after a colon', () => {
  expect(optionsIn('Scale the pool: too slow\n\n- Wait\nFix forward:\nSwitch to v4:2')).toEqual([
    { option: 'Scale the pool', why: 'too slow' },
    { option: 'Wait' },
    { option: 'Fix forward' },
    { option: 'Switch to v4:2' },
  ]);
});

test('objections say who; a line that does not is given back', () => {
  expect(objectionsIn('Pham C: it loses orders\nTran B: too early: wait')).toEqual({
    ok: true,
    objections: [
      { person: { name: 'Pham C' }, text: 'it loses orders' },
      { person: { name: 'Tran B' }, text: 'too early: wait' },
    ],
  });
  expect(objectionsIn('it loses orders')).toEqual({ ok: false, line: 'it loses orders' });
  expect(objectionsIn(' \n')).toEqual({ ok: true, objections: [] });
});
