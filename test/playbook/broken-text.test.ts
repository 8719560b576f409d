// Playbooks with a broken template or broken YAML, and files that are no playbook, each with the exact sentence its author
// reads.
import { describe, expect, it } from 'vitest';
import { changed, messages, teamText } from './team.ts';

const look = 'Look at this line and the one above it: the indentation, a missing colon or quote.';

describe('a playbook with one fault in a template or in its YAML', () => {
  it.each<[string, string, string, string]>([
    // templates
    [
      'a mistyped variable',
      'Status: {{ incident.status }}\n',
      'Status: {{ incident.statuss }}\n',
      '325:16 templates.declaration: expected a variable that this template knows, found {{ incident.statuss }}. Did you mean {{ incident.status }}?',
    ],
    [
      'a name from inside on the public page',
      '{{ now.utc }}. Every',
      '{{ roles.ic }}. Every',
      '312:130 statusPage.steps.resolved.template: expected a variable that this template knows, found {{ roles.ic }}. It knows incident.title, incident.impact, incident.startedUtc, components, cause, now.utc, now.local, next.utc, next.local.',
    ],
    [
      'a mistyped filter',
      '| default: "nobody yet" }}\n    Operations',
      '| defualt: "nobody yet" }}\n    Operations',
      '320:16 templates.declaration: expected a filter that templates know, found "defualt". Did you mean default?',
    ],
    [
      'a mistyped tag',
      '{% for rule in rules -%}',
      '{% fro rule in rules -%}',
      '330:5 templates.declaration: expected a tag that templates know, found {% fro %}. Did you mean for?',
    ],
    [
      'a loop left open',
      '{% endfor %}\n  roomUpdate',
      '\n  roomUpdate',
      '330:5 templates.declaration: expected every {{ and every tag to be closed, found {% for rule in rules -%} left open. Close it with }}, %} or its end tag.',
    ],
    [
      'braces left open',
      '({{ incident.number }})',
      '({{ incident.number)',
      '318:27 templates.declaration: expected every {{ and every tag to be closed, found {{ incident.number) left open. Close it with }} or %}.',
    ],
    [
      'a loop without end',
      '{% for rule in rules -%}',
      '{% for rule in (1..100000000) -%}',
      '330:5 templates.declaration: expected a loop over one of the lists, found {% for rule in (1..100000000) -%}. Take the range out.',
    ],
    [
      'a file read from a template',
      '{{ now.utc }}. Every',
      '{% include "/etc/passwd" %}. Every',
      '312:127 statusPage.steps.resolved.template: expected a tag that templates know, found {% include %}. Use one of assign, break, case, comment, continue, echo, for, if, raw, unless, #.',
    ],
    [
      'a part that components do not have',
      'components | map: "name" | array_to_sentence_string | default: "our service" }} is resolved',
      'components[0].nme }} is resolved',
      '312:29 statusPage.steps.resolved.template: expected a variable that this template knows, found {{ components.0.nme }}. The list of variables is in the settings help.',
    ],

    // YAML
    [
      'a quote left open',
      'name: Standard',
      'name: "Standard',
      '6:16 expected YAML, found a part that is not closed (missing closing "quote). Close the quote or bracket.',
    ],
    [
      'wrong indentation',
      '  zone: UTC',
      '   zone: UTC',
      `12:1 expected YAML, found wrong indentation, or a bracket that is not closed. ${look}`,
    ],
    [
      'a colon in plain text',
      'description: Warroom',
      'description: a: Warroom',
      '7:14 expected YAML, found a key in the wrong place. Look at the indentation of this line and the one above, and put text with ": " in it in quotes.',
    ],
    [
      'a tag that builds code',
      'name: Standard',
      'name: !!js/function x',
      '6:7 expected plain YAML, found a tag (!name). Take the tag out.',
    ],
    [
      'an alias to nothing',
      'limitMin: 240',
      'limitMin: *four',
      '235:13 seat.limitMin: expected an anchor &four above this place and not around it, found none. Write the part out.',
    ],
    [
      'a part inside itself',
      'heldTogether:\n',
      'heldTogether: &a [*a]\nmore:\n',
      '228:19 heldTogether.0: expected an anchor &a above this place and not around it, found none. Write the part out.',
    ],
  ])('%s', (_what, from, to, message) => {
    expect(messages(changed(from, to))).toEqual([`team.yaml:${message}`]);
  });
});

describe('what is no playbook', () => {
  it.each([
    ['an empty file', '', 'a playbook, found an empty file'],
    ['comments alone', '# nothing\n', 'a playbook, found an empty file'],
    ['a sentence', 'hello there', 'a playbook, which begins with version: 1, found "hello there"'],
    ['a list', '- a\n- b\n', 'a playbook, which begins with version: 1, found a list of 2'],
    ['binary', '\u0000\u0001\u0002', String.raw`a playbook, which begins with version: 1, found "\u0000\u0001\u0002"`],
  ])('%s', (_what, text, says) => {
    expect(messages(text)).toEqual([`team.yaml:1:1 expected ${says}. Begin with a copy of the built-in playbook.`]);
  });
});

describe('where the text of a template stands', () => {
  const wrong = '{{ nwo.utc }}';
  it.each([
    ['a literal block', '|\n        It is over.\n        At ' + wrong, '313:15'],
    ['one quoted line', `"It is over at ${wrong}"`, '311:35'],
    ['a folded block, by its beginning', '>\n        It is over.\n        At ' + wrong, '311:17'],
  ])('%s', (_what, template, place) => {
    const text = teamText.replace(/template: \|\n {8}The problem with.*\n/u, () => `template: ${template}\n`);
    expect(messages(text)).toEqual([
      `team.yaml:${place} statusPage.steps.resolved.template: expected a variable that this template knows, found {{ nwo.utc }}. Did you mean {{ now.utc }}?`,
    ]);
  });
});
