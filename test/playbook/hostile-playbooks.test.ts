// Playbooks made to hurt: refused with a sentence, in time, and without a crash.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import { messages, teamText } from './team.ts';

const id = 'an id: a lower-case letter, then letters, digits or dashes, 40 at most';

describe('hostile playbooks', () => {
  const half = 500 * 1024;
  const filled = (part: string): string => part.repeat(Math.floor(half / part.length));
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...['b', 'c', 'd', 'e', 'f'].map(
      (name, i) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcde'[i]}`).join(',')}]`,
    ),
  ].join('\n');

  it.each([
    [
      '5 MB',
      'x'.repeat(5 * 1024 * 1024),
      '1:1 expected a file of at most 512 KB, found 5120 KB. A playbook has a few hundred lines. Check that this is the right file.',
    ],
    [
      '250,000 open brackets',
      filled('['),
      '1:49 expected a playbook, which is five levels deep, found nesting without end. Check that this is the right file.',
    ],
    [
      '250,000 open braces',
      filled('{'),
      '1:49 expected a playbook, which is five levels deep, found nesting without end. Check that this is the right file.',
    ],
    [
      'lists in lists',
      filled('- '),
      '1:96 expected a playbook, which is five levels deep, found nesting without end. Check that this is the right file.',
    ],
    [
      'keys as keys',
      filled('? '),
      '1:96 expected a playbook, which is five levels deep, found nesting without end. Check that this is the right file.',
    ],
    [
      'an alias bomb',
      bomb,
      '1:1 expected at most 50 aliases (*name), counted with those inside them, found more. Write the repeated parts out.',
    ],
    [
      '100,000 aliases',
      `a: &a x\nb: [${filled('*a,')}]`,
      '1:1 expected at most 50 aliases (*name), counted with those inside them, found more. Write the repeated parts out.',
    ],
    [
      'a prototype at the top',
      `__proto__: { polluted: 1 }\n${teamText}`,
      '1:1 expected a key that is a word or a number, found "__proto__". Give it another name.',
    ],
    [
      'a prototype among the clocks',
      teamText.replace('      triage: 5', '      __proto__: 5\n      triage: 5'),
      '27:7 severities.1.clocks: expected a key that is a word or a number, found "__proto__". Give it another name.',
    ],
    [
      'a constructor among the clocks',
      teamText.replace('      triage: 5', '      constructor: 5\n      triage: 5'),
      `27:7 severities.1.clocks.constructor: expected ${id}, found "constructor". Write e.g. acknowledge.`,
    ],
  ])('%s', (_what, text, message) => {
    expect(messages(text)).toEqual([`team.yaml:${message}`]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  // Each of these made some parser slow or fall over; what counts is an answer within a time a person waits.
  it.each([':\n', 'a: 1\n', '- ~\n', '! ', '"', '\t', '---\n', '[a]b\n'])(
    '500 KB of %j is refused in time',
    (part) => {
      const read = readPlaybook(filled(part), 'team.yaml');
      expect(read.ok ? 0 : read.problems.length).toBeGreaterThan(0);
    },
    15_000,
  );

  it('40,000 roles, 60,000 empty rules and a template of 400 KB are refused in time', () => {
    for (const text of [
      teamText.replace('roles:\n', `roles:\n${'  - {id: x}\n'.repeat(40_000)}`),
      teamText.replace('  rules: # S0, S2\n', `  rules:\n${'    - ~\n'.repeat(60_000)}`),
      teamText.replace('declaration: |', `declaration: |\n    ${'{{ incident.title }}'.repeat(20_000)}\n    x`),
    ])
      expect(messages(text).length).toBeGreaterThan(0);
  }, 15_000);
});

describe('any text', () => {
  it('is read or refused with places inside the file, and never throws', () => {
    const lines = teamText.split('\n');
    const junk = fc.constantFrom(
      '',
      '  ',
      '\t',
      ': ',
      '- ',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      '&a',
      '*a',
      '|',
      '>',
      '!x',
      '---',
      '{{',
      '%}',
      '~',
      '#',
      '\u0000',
      '\ud800',
      '__proto__: 1',
      '? ',
      '<<: *a',
    );
    const cut = fc.record({ line: fc.nat(lines.length - 1), column: fc.nat(120), drop: fc.nat(30), put: junk });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 5 }), (cuts) => {
        const broken = [...lines];
        for (const { line, column, drop, put } of cuts) {
          const old = broken[line] ?? '';
          broken[line] = old.slice(0, column) + put + old.slice(column + drop);
        }
        const read = readPlaybook(broken.join('\n'), 'team.yaml');
        if (read.ok) return;
        expect(read.problems.length).toBeGreaterThan(0);
        for (const { line, column, message } of read.problems) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(broken.length + 1);
          expect(column).toBeGreaterThan(0);
          expect(message).not.toMatch(/\n|undefined,|\[object/u);
        }
      }),
      { numRuns: 150, seed: 20_250_228 },
    );
  }, 60_000);
});
