// One way to every document: its text in each format, the events behind its facts, what changed since the last, its template.
import { describe, expect, test } from 'vitest';
import { blaming } from '../../src-shared/documents/blameless.ts';
import { changesSince } from '../../src-shared/documents/changes.ts';
import { callsNobody } from '../../src-shared/documents/chat.ts';
import { documentNames, documentText, makeDocument, templatesOf } from '../../src-shared/documents/document.ts';
import { partsOf, withoutMarks } from '../../src-shared/documents/marks.ts';
import { documentKind } from '../../src-shared/incident/briefings.ts';
import { entryOf } from '../../src-shared/incident/timeline.ts';
import { templateAt, withTemplate } from '../../src-shared/playbook/built-in-templates.ts';
import { readStoredPlaybook } from '../../src-shared/playbook/stored.ts';
import { binh, chi, declared, standard, time } from '../incident/scenario.ts';
import { section } from './section.ts';

const at = (text: string) => ({ now: time(text), zone: 'UTC' });

function night() {
  const set = declared();
  set.does({ type: 'milestone.set', milestone: 'impact-started', at: time('14:28') });
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Pham C' } });
  set.at('14:40').does({ type: 'hypothesis.raise', text: 'The cache.' });
  set.by(binh).does({ type: 'decision.make', text: 'Roll back', rejected: [{ option: 'Scale the pool' }] });
  set.by(chi).does({ type: 'action.record', text: 'Rolling back' });
  set.does({ type: 'task.give', text: 'Watch the rate', owner: { name: 'Hoang D' }, timeBoxMs: 600_000 });
  set.at('14:45').does({ type: 'severity.change', to: 2, reason: 'One bank only' });
  set.does({ type: 'update.post', audience: 'room', text: 'We roll back.' });
  return set;
}

test.each(documentKind.options)('%s: every format has the same words', (kind) => {
  const incident = night().incident();
  const text = (format: 'markdown' | 'html' | 'text') =>
    documentText(kind, incident, standard, time('14:46'), 'UTC', format);
  expect(text('markdown')).toMatchObject({ fault: null });
  expect(text('markdown').text).not.toMatch(/undefined|\[object|[\uE000\uE001]/u);
  const html = text('html').text;
  expect(html).toMatch(/^<!doctype html>/u);
  expect(html).toContain(`<title>${documentNames[kind]} INC-20250228-01</title>`);
  expect(html, 'its style is in it').toContain('.sheet h1 {');
  // Nothing is loaded from anywhere, and nothing runs.
  expect(html).not.toMatch(/<script|<link|<img|url\(|@import|src=/u);
  expect(text('text').text).not.toMatch(/\*\*|^#|^\||<\/?[a-z]/mu);
});

describe('events behind facts', () => {
  test.each(['sitrep', 'handover', 'room-update', 'executive-update', 'internal-mail', 'post-mortem'] as const)(
    'Each fact of a document is linked to its event (ours): %s',
    (kind) => {
      const incident = night().incident();
      const { text } = makeDocument(kind, incident, standard, { ...at('14:46'), marked: true });
      const events = partsOf(text).flatMap((part) => ('event' in part ? [part.event] : []));
      expect(events.length).toBeGreaterThanOrEqual(
        kind === 'sitrep' || kind === 'handover' || kind === 'post-mortem' ? 3 : 1,
      );
      for (const event of events) expect(entryOf(incident, event), event).toBeDefined();
      expect(withoutMarks(text)).toBe(makeDocument(kind, incident, standard, at('14:46')).text);
    },
  );

  test('lead to the very line', () => {
    const set = night();
    const { text } = makeDocument('sitrep', set.incident(), standard, { ...at('14:46'), marked: true });
    const line = text.split('\n').find((one) => one.includes('**Under way:** Rolling back')) ?? '';
    expect(partsOf(line)).toContainEqual({ event: set.last('action.recorded') });
    const trend = text.split('\n').find((one) => one.includes('**Trend:**')) ?? '';
    expect(partsOf(trend)).toContainEqual({ event: set.last('severity.changed') });
  });

  test('a mark that a template cuts through is gone, and one that somebody typed leads nowhere', () => {
    expect(withoutMarks('a fact\uE00001J')).toBe('a fact');
    expect(partsOf('typed \uE000javascript:x\uE001 words')).toEqual([{ words: 'typed ' }, { words: ' words' }]);
    const set = declared();
    set.does({ type: 'timeline.log', kind: 'observation', text: 'a \uE00001JMZ8Z0000000000000000002\uE001 b' });
    expect(makeDocument('sitrep', set.incident(), standard, at('14:46')).text).not.toMatch(/[\uE000\uE001]/u);
  });
});

describe('what changed', () => {
  test('What changed since the last document of its kind is marked and listed (ours)', () => {
    const set = night();
    const first = makeDocument('sitrep', set.incident(), standard, at('14:46'));
    expect(first.last).toBeNull();
    set.at('14:46').does({ type: 'document.issue', document: 'sitrep', text: first.text });
    set.at('14:48').does({ type: 'timeline.log', kind: 'observation', text: 'Error rate at 2 %' });
    const next = makeDocument('sitrep', set.incident(), standard, at('14:49'));
    expect(next.last?.at).toBe(time('14:46'));
    const { fresh, gone } = changesSince(next.last?.text ?? '', next.text);
    const lines = next.text.split('\n');
    expect([...fresh].map((i) => lines[i])).toContain('- 14:48 Error rate at 2 %');
    // Time has gone by, and that is no news.
    expect([...fresh].map((i) => lines[i]).join('\n')).not.toMatch(/Watch the rate|as of|Rolling back, /u);
    expect(gone.some((line) => line.startsWith('Decided 14:40 UTC: Roll back'))).toBe(true);
  });

  test('an update is compared with the one that was posted', () => {
    const { last } = makeDocument('room-update', night().incident(), standard, at('14:46'));
    expect(last).toMatchObject({ text: 'We roll back.' });
  });
});

describe('templates', () => {
  test('A broken template stops nobody: the built-in text stands in, and it says what is wrong in which line (ours)', () => {
    for (const kind of documentKind.options) {
      const place = templatesOf(kind)[0]!;
      const broken = withTemplate(standard, place.path, 'All well\nhere {{ incident.titel }} and so on');
      const made = makeDocument(kind, night().incident(), broken, at('14:46'));
      expect(made.fault, kind).toMatch(/line 2/u);
      expect(made.fault, kind).toContain('incident.title');
      expect(made.text, kind).toBe(makeDocument(kind, night().incident(), standard, at('14:46')).text);
    }
  });

  test("a team's own template is used, and one that an older playbook has not is Warroom's", () => {
    const own = withTemplate(standard, ['templates', 'sitrep'], '{{ incident.title }}: {{ impact }}');
    expect(makeDocument('sitrep', night().incident(), own, at('14:46'))).toMatchObject({ fault: null });
    expect(makeDocument('sitrep', night().incident(), own, at('14:46')).text).toMatch(/^Payments fail.*: About 30 %/u);
    const { sitrep: _sitrep, briefing: _briefing, ...templates } = standard.templates;
    const old = readStoredPlaybook(JSON.stringify({ ...standard, templates }));
    expect(old).not.toBeNull();
    expect(templateAt(old!, ['templates', 'sitrep'])).toBeNull();
    expect(makeDocument('sitrep', night().incident(), old, at('14:46'))).toEqual(
      makeDocument('sitrep', night().incident(), standard, at('14:46')),
    );
  });
});

test('Texts for outside are redacted while only those who need to may know (S2)', () => {
  const set = declared({ impact: 'jane.doe@example.com cannot pay' });
  set.does({ type: 'compliance.raise', flag: 'personal-data', kind: 'pii', reason: 'a dump' });
  set.does({ type: 'task.give', text: 'Call jane.doe@example.com', owner: { name: 'Hoang D' } });
  for (const kind of ['room-update', 'executive-update', 'status-page', 'support-script', 'internal-mail'] as const) {
    const { text } = makeDocument(kind, set.incident(), standard, { ...at('14:50'), marked: true });
    expect(text, kind).not.toContain('jane.doe@example.com');
  }
  const sitrep = documentText('sitrep', set.incident(), standard, time('14:50'), 'UTC', 'markdown').text;
  expect(sitrep, 'inside, everything').toContain('jane.doe@example.com');
  expect(documentText('sitrep', set.incident(), standard, time('14:50'), 'UTC', 'text').text).not.toContain('jane.doe');
});

describe('the post-mortem draft', () => {
  test('A post-mortem draft has its fields, the 60-minute agenda and what is left to fill in (S0, S1, S2, S3)', () => {
    const set = night().at('15:30');
    set.does({
      type: 'hypothesis.settle',
      hypothesis: set.last('hypothesis.raised'),
      outcome: 'confirmed',
      evidence: 'heap dump',
    });
    set.does({ type: 'status.move', to: 'resolved' });
    const { text } = makeDocument('post-mortem', set.incident(), standard, at('15:40'));
    expect([...text.matchAll(/^## (.+)$/gmu)].map((m) => m[1])).toEqual([
      'Summary', 'Impact', 'How long it took', 'Timeline, UTC', 'Root cause, five whys', 'Contributing factors', 'What went well', 'What went poorly',
      'Where we were lucky', 'Action items', 'Who was there', 'Agenda of the review, 60 minutes', 'Wording',
    ]); // prettier-ignore
    expect(section(text, 'Root cause, five whys').split('\n')).toHaveLength(5);
    expect(section(text, 'Root cause, five whys')).toContain('The cache');
    expect(section(text, 'Action items')).toContain('| Watch the rate | Hoang D |');
    expect([...section(text, 'Agenda of the review, 60 minutes').matchAll(/^- (\d+) min/gmu)].map((m) => m[1])).toEqual(
      ['5', '10', '10', '15', '15', '5'],
    );
    expect(section(text, 'Who was there')).toContain('Tran B: Incident commander');
  });

  test.each([
    ['If only we had looked', 'If only'],
    ['Bo should have paged earlier', 'should have'],
    ['It was human error', 'human error'],
    ['Ops forgot to drain the node', 'forgot to'],
    ["It is the vendor's fault", "vendor's fault"],
    ['Then Hoang D deleted the table', 'Hoang D deleted'],
  ])('Blameless wording is checked, with a better question (S0, S1): %s', (text, found) => {
    expect(blaming(text, ['Hoang D'])).toMatchObject({ found, ask: expect.stringMatching(/^What .*\?$/u) });
  });

  test.each(['The node failed', 'Hoang D reports 50 %', 'Restart deleted the cache', 'the default setting was used'])(
    'and leaves alone what blames nobody: %s',
    (text) => expect(blaming(text, ['Hoang D'])).toBeNull(),
  );
});

test('plain text for a chat calls nobody (ours)', () => {
  expect(callsNobody('@here look, <!channel> and <@U1>, mail a@b.example')).toBe(
    '@\u200Bhere look, <\u200B!channel> and <\u200B@\u200BU1>, mail a@b.example',
  );
  const set = declared({ title: 'Everything @channel <!here>' });
  const { text } = documentText('sitrep', set.incident(), standard, time('14:50'), 'UTC', 'text');
  expect(text).toContain('SITREP: Everything @\u200Bchannel <\u200B!here>');
});
