// Entries copied as Markdown, read again by a Markdown reader: every entry is one item, and says what was typed.
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { expect, test } from 'vitest';
import { entriesAsMarkdown } from '../../src-shared/documents/entries.ts';
import type { Entry } from '../../src-shared/incident/timeline.ts';

const people = { me: { id: 'me', name: 'Tran B', handles: {} } };
const START = Date.UTC(2025, 1, 28, 14, 32, 5);

function entry(text: string, more: Partial<Entry> = {}): Entry {
  return {
    id: 'x',
    at: START,
    writtenAt: START,
    by: 'me',
    via: 'cockpit',
    kind: 'observation',
    type: 'entry.logged',
    text,
    ...more,
  };
}

/** What a reader of Markdown sees: the words of each item, spaces squeezed; and whatever stands outside of the list. */
function seen(entries: readonly Entry[]): { items: string[]; others: string[] } {
  const page = document.createElement('div');
  page.innerHTML = renderToStaticMarkup(
    <Markdown remarkPlugins={[remarkGfm]}>{entriesAsMarkdown(entries, people)}</Markdown>,
  );
  const words = (element: Element): string => element.textContent.replaceAll(/\s+/gu, ' ').trim();
  return {
    items: [...page.querySelectorAll('li')].map(words),
    others: [...page.children]
      .filter((child) => child.tagName !== 'UL')
      .map((child) => `${child.tagName} ${words(child)}`),
  };
}

test('a line has its time in UTC, its kind where that matters, and who said it', () => {
  const text = entriesAsMarkdown(
    [
      entry('errors at 31 %'),
      entry('roll payment-api back', { kind: 'decision', at: START + 61_000, detail: 'rejected: scale the pool' }),
      entry('scale the pool', { kind: 'decision', type: 'decision.proposed', at: START + 62_000 }),
      entry('pool exhausted', {
        pasted: { batch: 'b', author: 'Hoang D', precision: 'approx' },
        at: START + 86_400_000,
      }),
      entry('wrong room', { retracted: { at: START, by: 'me' }, at: START + 86_400_000 }),
    ],
    people,
  );
  expect(text).toBe(`## 2025-02-28 (UTC)

- 14:32:05 UTC errors at 31 % (Tran B)
- 14:33:06 UTC Decision: roll payment-api back (rejected: scale the pool) (Tran B)
- 14:33:07 UTC Proposal: scale the pool (Tran B)

## 2025-03-01 (UTC)

- about 14:32 UTC pool exhausted (Hoang D)
- 14:32:05 UTC wrong room (Tran B, retracted)
`);
  expect(entriesAsMarkdown([], people)).toBe('');
});

test.each([
  'two\nlines',
  'a list\n- one\n- two\n\n1. three\n2) four',
  '# not a heading\n## nor this\n> nor a quote',
  'a rule\n---\n***\nand === below',
  '*stars* and _lines_ and `ticks` and payment_api_v2 and ~~gone~~',
  '[a link](https://example.com) ![x](y) <b>bold</b> <!-- gone -->',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  'ends in a backslash \\',
  '&amp; &#42; R&D',
  '```\ncode\n```',
  '- [ ] a task',
])('%j is shown as it was typed', (typed) => {
  const plain = typed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join(' ');
  expect(seen([entry(typed)]).items).toEqual([`14:32:05 UTC ${plain} (Tran B)`]);
});

test('every entry is one item, whatever was typed', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\n',
      '\n\n',
      '- ',
      '* ',
      '1. ',
      '#',
      '> ',
      '`',
      '```',
      '_',
      '**',
      '|',
      '---',
      '<b>',
      '[x](y)',
      '\\',
      '&lt;',
      ':',
      '=',
      '+ ',
      '\t',
    ),
    fc.string({ minLength: 1, maxLength: 6 }),
    fc.constantFrom('pool', 'errors', 'payment_api', '42'),
  );
  const text = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => `x${pieces.join('')}x`);
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
      const { items, others } = seen(texts.map((one, i) => entry(one, { at: START + i * 1_000 })));
      expect(items).toHaveLength(texts.length);
      expect(others).toEqual(['H2 2025-02-28 (UTC)']);
      for (const item of items) expect(item).toMatch(/^14:32:\d\d UTC x.*x \(Tran B\)$/u);
    }),
    { numRuns: 150 },
  );
});
