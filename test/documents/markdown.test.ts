// Markdown into blocks: what documents use, held against a reader that others wrote; and what nobody may slip in.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlFragment, htmlPage } from '../../src-shared/documents/html.ts';
import { readMarkdown, readRuns } from '../../src-shared/documents/markdown.ts';
import { inline } from '../../src-shared/documents/words.ts';
import { hostileClasses } from '../hostile/classes.ts';

const words = (text: string): string =>
  readRuns(text)
    .map((run) => run.text)
    .join('');

test('headings, lists, ticks, tables, quotes and rules are told apart', () => {
  const text =
    '# A\n\npara\ngoes on\n\n- one\n  - deeper\n\n- two\n\n1. first\n\n- [x] done\n\n> said\n\n---\n\n| a | b |\n| --- | --- |\n| 1 | x \\| y |';
  expect(readMarkdown(text).map(({ kind }) => kind)).toEqual([
    'heading',
    'paragraph',
    'list',
    'list',
    'list',
    'paragraph',
    'rule',
    'table',
  ]);
  expect(htmlFragment(text)).toContain('<td>x | y</td>');
  expect(htmlFragment('- [ ] a\n- [x] b')).toBe('<ul>\n<li class="tick">☐ a</li>\n<li class="tick">☑ b</li>\n</ul>');
});

test('bold, italic, code and links to the web; a sign alone is a letter', () => {
  expect(htmlFragment('**a** *b* `c*d*` snake_case_word 2 * 3')).toBe(
    '<p><strong>a</strong> <em>b</em> <code>c*d*</code> snake_case_word 2 * 3</p>',
  );
  expect(htmlFragment('[status](https://status.example.com)')).toContain('href="https://status.example.com"');
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'https://a@evil.example/',
  '//evil.example',
])('a link to %s is words alone', (address) => expect(htmlFragment(`[words](${address})`)).not.toContain('<a'));

test('a line made for Markdown reads as it was typed, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
      const flat = typed
        .replace(/[\uE000\uE001]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim();
      expect(words(inline(typed))).toBe(flat);
    }),
  );
});

describe.each(hostileClasses.map(({ number, name, inputs }) => [`${number}. ${name}`, inputs] as const))(
  '%s',
  (_name, inputs) => {
    test('is words in the HTML file, and takes no time', () => {
      for (const input of inputs)
        for (const text of [input, inline(input), `- ${inline(input)}`]) {
          const began = process.cpuUsage().user;
          const html = htmlPage(input.slice(0, 100), text, true);
          expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(3_000);
          const body = html.slice(html.indexOf('<main'));
          expect(body).not.toMatch(
            /<(?!\/?(?:main|h[1-6]|p|ul|ol|li|table|thead|tbody|tr|th|td|strong|em|code|a|blockquote|hr|body|html)\b)/u,
          );
          expect(body).not.toMatch(/href="(?!https:\/\/|mailto:|tel:)/u);
          expect(body).not.toMatch(/<[^>]*\son\w+=/u);
        }
    });
  },
);
