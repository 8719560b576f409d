// The documents of each real incident, as they stood in its middle and at its end: read by eye, and held to what was read. And what
// a relief must know after three minutes: each briefing answers it from the data, or says plainly that nothing is recorded.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDocument } from '../../src-shared/documents/document.ts';
import { MOST_WORDS, wordCount } from '../../src-shared/documents/handover.ts';
import { handoverBriefing } from '../../src-shared/documents/handover.ts';
import { plain } from '../../src-shared/documents/words.ts';
import { items } from '../../src-shared/incident/chunked-list.ts';
import { standing } from '../../src-shared/incident/records.ts';
import { declared, stage, time } from '../incident/scenario.ts';
import { runRealIncident, slugs } from './real-incident.ts';
import { section } from './section.ts';

const folder = join(import.meta.dirname, '../fixtures/documents');

describe.each(slugs)('%s', (slug) => {
  const { real, middle, end } = runRealIncident(slug, 'live');
  const briefing = middle.handover;

  test('briefing, SITREP and post-mortem draft are as they were read', async () => {
    const draft = makeDocument('post-mortem', end.incident, end.incident.declaration!.playbook, end.reading);
    await expect(`${briefing}\n`).toMatchFileSnapshot(join(folder, slug, 'briefing.txt'));
    await expect(`${middle.sitrep}\n`).toMatchFileSnapshot(join(folder, slug, 'sitrep.txt'));
    await expect(`${draft.text}\n`).toMatchFileSnapshot(join(folder, slug, 'post-mortem.txt'));
  });

  test('The briefing is read in three minutes and answers what a relief asks (ours)', () => {
    expect(wordCount(briefing)).toBeLessThanOrEqual(MOST_WORDS);
    const { incident } = middle;
    const answer = (heading: string): string => plain(section(briefing, heading));

    const howBad = answer('How bad it is');
    expect(howBad).toContain(`SEV${real.severity_suggested}`);
    expect(howBad).toContain(`Impact: ${real.impact.slice(0, 40)}`);

    const done = standing(incident.actions).filter((a) => a.state === 'done');
    const tried =
      done
        .toSorted((a, b) => a.at - b.at)
        .at(-1)
        ?.text.slice(0, 40) ?? 'None recorded.';
    expect(answer('What was tried')).toContain(tried);

    const out = [...items(incident.hypotheses)].filter((h) => h.state === 'eliminated');
    const ruledOut = out.at(-1)?.text.slice(0, 40) ?? 'None recorded.';
    expect(answer('What is ruled out')).toContain(ruledOut);

    for (const task of standing(incident.tasks).filter((t) => t.settled === undefined && t.owner !== null))
      expect(answer('What is to do')).toMatch(
        new RegExp(
          `${task.text.slice(0, 30)}.*, ${incident.people[task.owner!]!.name}, time-box ends in \\d+ min \\(.*UTC\\)`,
          'u',
        ),
      );

    const promised = answer('What was promised');
    for (const whom of ['Room', 'Executives', 'Status page', 'Next update']) expect(promised).toContain(`**${whom}:**`);
    const minutes = incident.declaration!.playbook!.statusPage.nextUpdateMin[incident.severity.level];
    expect(promised.includes('next post promised for')).toBe(minutes !== null);

    expect(answer('What could come next')).toMatch(/^- If .*: .+$/mu);
  });
});

test('What a document shortens it says, and where the rest stands (ours)', () => {
  const set = declared();
  for (let i = 0; i < 80; i += 1) {
    set.does({
      type: 'hypothesis.raise',
      text: `The ${i}th thing that might be behind all this trouble with payments`,
    });
    set.does({
      type: 'task.give',
      text: `Look at the ${i}th dashboard and write down what is there`,
      owner: { name: `Person ${i}` },
    });
    set.does({ type: 'timeline.log', kind: 'escalation', text: `Called the ${i}th team, they look into it now` });
  }
  const text = handoverBriefing(set.incident(), { now: time('15:00'), zone: 'UTC' }, 'Dana E');
  expect(wordCount(text)).toBeLessThanOrEqual(MOST_WORDS);
  expect(text.split('\n')[2]).toMatch(/· \d+ more key events in the timeline$/u);
  expect(section(text, 'What is to do')).toMatch(/\d+ more open tasks in the timeline/u);
});

test('nothing is a document before an incident is declared', () => {
  for (const kind of ['sitrep', 'handover', 'post-mortem', 'room-update'] as const)
    expect(makeDocument(kind, stage().incident(), null, { now: 0, zone: 'UTC' }).text).toBe('');
});
