// docs/protocol.md is true: what it names is there, and every rule has a test that carries its name and its source.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/protocol.md'), 'utf8');
const sections = page.split(/^## /mu).slice(1);

interface Rule {
  section: string;
  rule: string;
  source: string;
  slice: string;
  feature: string;
  proof: string;
}
const rules = sections.flatMap(rulesOf);

test('the page has the thirteen sections of the protocol', () => {
  expect(sections.map((section) => section.split('.', 1)[0])).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    '10',
    '11',
    '12',
    '13',
  ]);
});

test('no rule stands there twice', () => {
  const names = rules.map((rule) => `${rule.rule} (${rule.source})`);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

describe.each(rules)('$section: $rule ($source)', ({ rule, source, slice, feature, proof }) => {
  test('has a source, a place to live, a face and a proof', () => {
    expect(source).toMatch(/^(?:S[0-4]|ours|PagerDuty)(?:, (?:S[0-4]|ours|PagerDuty))*$/u);
    for (const path of slice.split(', ')) expect(existsSync(join(root, 'src-shared', path)), path).toBe(true);
    for (const path of feature.split(', ')) {
      const place = path.startsWith('src-') ? path : join('src-renderer/features', path);
      expect(existsSync(join(root, place)), path).toBe(true);
    }
    expect(existsSync(join(root, 'test', proof)), proof).toBe(true);
  });

  test('is named by its proof', () => {
    expect(readFileSync(join(root, 'test', proof), 'utf8')).toContain(`${rule} (${source})`);
  });
});

function rulesOf(section: string): Rule[] {
  const [heading = '', ...lines] = section.split('\n');
  return lines
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => {
      const [rule = '', source = '', slice = '', feature = '', proof = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim().replaceAll('`', ''));
      return { section: heading, rule, source, slice, feature, proof };
    });
}
