// A text of many lines put at its place in a playbook: read back it is the same, and all the rest stays as somebody wrote it.
import { describe, expect, test } from 'vitest';
import { templateAt } from '../../src-shared/playbook/built-in-templates.ts';
import { builtInPlaybooks } from '../../src-shared/playbook/built-in.ts';
import { copyOf } from '../../src-shared/playbook/copy-of.ts';
import { differences } from '../../src-shared/playbook/differences.ts';
import { textAt } from '../../src-shared/playbook/edit-yaml.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';

const TEXTS = {
  plain: '# {{ incident.title }}\n\n- **a:** {{ impact }} # no comment\n  deeper: "quoted" \'so\'',
  'with a space in front': '  {{ incident.title }}\nand on',
  'with a tab': '{{ incident.title }}\tx\nand on',
};

function read(text: string) {
  const found = readPlaybook(text, 'team.yaml');
  if (!found.ok) throw new Error(found.problems[0]?.message ?? '');
  return found.playbook;
}

describe.each(builtInPlaybooks.map(({ id, text }) => [id, copyOf(text)] as const))('%s', (_id, before) => {
  test.each(Object.entries(TEXTS))('a template, %s', (_name, template) => {
    const path = ['templates', 'sitrep'];
    const once = textAt(before, path, template);
    if (!once.ok) throw new Error(once.message);
    expect(templateAt(read(once.text), path)?.trimEnd()).toBe(template);
    expect(differences(read(before), read(once.text)).map((one) => one.path)).toEqual(['templates.sitrep']);
    const twice = textAt(once.text, path, `${template}\nmore`);
    if (!twice.ok) throw new Error(twice.message);
    expect(templateAt(read(twice.text), path)?.trimEnd()).toBe(`${template}\nmore`);
    // Every line that is not the template's own is there as it was.
    const kept = new Set(twice.text.split('\n'));
    const lost = before.split('\n').filter((line) => line !== '' && !kept.has(line));
    expect(lost.filter((line) => !/^ {2}(?:sitrep:|  )/u.test(line))).toEqual([]);
  });
});
