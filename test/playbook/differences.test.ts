// What two playbooks say differently, by place and in words, and how two texts differ by lines.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInPlaybooks, readBuiltIn } from '../../src-shared/playbook/built-in.ts';
import { differences, lineChanges } from '../../src-shared/playbook/differences.ts';
import { standard } from './standard.ts';

describe('two playbooks', () => {
  it('that say the same differ in nothing', () => expect(differences(standard, standard)).toEqual([]));

  it('differ by place, in the words that people use', () => {
    const one = standard.severities[1];
    const other = {
      ...standard,
      name: 'Ours',
      severities: {
        ...standard.severities,
        1: { ...one, clocks: { ...one.clocks, acknowledge: { businessDays: 3, earliest: 1 } }, updateEveryMin: null },
      },
      roles: standard.roles.map((role) => (role.id === 'scribe' ? { ...role, ackMin: null } : role)),
      warRoom: { ...standard.warRoom, rules: [] },
    };
    expect(differences(standard, other)).toEqual([
      { path: 'name', before: 'Standard', after: 'Ours' },
      { path: 'severities.1.clocks.acknowledge', before: '5 min', after: '1 to 3 business days' },
      { path: 'severities.1.updateEveryMin', before: '15 min', after: 'not set' },
      { path: 'roles.scribe.ackMin', before: '3 min', after: 'not set' },
      { path: 'warRoom.rules', before: standard.warRoom.rules.join('; '), after: 'none' },
    ]);
  });

  it('name an item that only one has, and an order that changed', () => {
    const fewer = { ...standard, roles: standard.roles.filter(({ id }) => id !== 'sme') };
    expect(differences(standard, fewer)).toEqual([
      { path: 'roles.sme', before: 'Subject-matter expert', after: 'not there' },
    ]);
    const ids = standard.roles.map(({ id }) => id);
    const turned = { ...standard, roles: standard.roles.toReversed() };
    expect(differences(standard, turned)).toEqual([
      { path: 'roles.order', before: ids.join(', '), after: ids.toReversed().join(', ') },
    ]);
  });

  it('of the sources each differ from the standard one, with no place twice', () => {
    for (const one of builtInPlaybooks.slice(1)) {
      const paths = differences(standard, readBuiltIn(one)).map(({ path }) => path);
      expect(paths.length).toBeGreaterThan(10);
      expect(new Set(paths).size).toBe(paths.length);
    }
  });
});

describe('two texts', () => {
  const shown = (a: string, b: string): string[] =>
    lineChanges(a, b).map(({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`);

  it('differ by the lines that went and came', () => {
    expect(shown('a\nb\nc', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c']);
    expect(shown('a\nb', 'a\nb')).toEqual([' a', ' b']);
    expect(shown('a', 'b\na')).toEqual(['+b', ' a']);
  });

  it('can each be had back from the changes', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const changes = lineChanges(a, b);
        const side = (not: 'gone' | 'new') =>
          changes
            .filter(({ kind }) => kind !== not)
            .map((line) => line.text)
            .join('\n');
        expect([side('new'), side('gone')]).toEqual([a, b]);
      }),
    );
  });

  it('that are long and have nothing in common are told in time', () => {
    const long = (word: string): string => Array.from({ length: 20_000 }, (_, i) => `${word}${i}`).join('\n');
    expect(lineChanges(long('a'), long('b'))).toHaveLength(40_000);
  });
});
