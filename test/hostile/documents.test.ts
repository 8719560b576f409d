// Every class of hostile input, said in an incident whose documents are made in every format: nothing runs, nothing is filled in,
// nothing leads anywhere, nobody is called.
import { describe, expect, test } from 'vitest';
import { documentText, makeDocument } from '../../src-shared/documents/document.ts';
import { documentKind } from '../../src-shared/incident/briefings.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { declared, standard, time } from '../incident/scenario.ts';
import { hostileClasses } from './classes.ts';

const NOW = time('15:00');
const OURS =
  /<(?!\/?(?:!doctype|html|head|meta|title|style|body|main|h[1-6]|p|ul|ol|li|table|thead|tbody|tr|th|td|strong|em|code|a|blockquote|hr)\b)/iu;

/** Says it wherever a document takes words from; what is refused at its own door is left out. */
function said(input: string): Incident {
  const set = declared();
  const short = input.slice(0, 70);
  const text = input.slice(0, 2_000);
  for (const [n, command] of [
    { type: 'incident.describe', title: short, impact: text.slice(0, 400) },
    { type: 'timeline.log', kind: 'observation', text },
    { type: 'hypothesis.raise', text },
    { type: 'decision.make', text, rejected: [{ option: short }] },
    { type: 'action.record', text },
    { type: 'task.give', text, owner: { name: short } },
    { type: 'role.assign', role: 'scribe', person: { name: short } },
  ].entries())
    set.tries({ id: String(n).padStart(26, '0'), ...command });
  return set.incident();
}

describe.each(hostileClasses.map(({ number, name, inputs }) => [`${number}. ${name}`, inputs] as const))(
  '%s',
  (_name, inputs) => {
    test('is words in every document', () => {
      for (const input of inputs) {
        const incident = said(input);
        for (const kind of documentKind.options) {
          const html = documentText(kind, incident, standard, NOW, 'UTC', 'html').text;
          const body = html.slice(html.indexOf('<body'));
          expect(body).not.toMatch(OURS);
          expect(body).not.toMatch(/href=/u);
          const chat = documentText(kind, incident, standard, NOW, 'UTC', 'text').text;
          expect(chat).not.toMatch(/<[!@#]|(?<![\p{L}\p{N}._%+-])@(?:here|channel|everyone)\b/u);
          expect(documentText(kind, incident, standard, NOW, 'UTC', 'markdown').text).not.toMatch(/[\uE000\uE001]/u);
        }
      }
    });
  },
);

test('what looks like Liquid stays as it was typed, in a title and in a fact', () => {
  const incident = said('{{ incident.number }}{% for x in seen %}x{% endfor %} {{ "now" | date }}');
  const { text, fault } = makeDocument('sitrep', incident, standard, { now: NOW, zone: 'UTC' });
  expect(fault).toBeNull();
  expect(text).toContain('# SITREP: {{ incident.number }}{% for x in seen %}x{% endfor %}');
});
