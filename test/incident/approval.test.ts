// A post that is approved before it goes out (DOMAIN.md 7, S2), and the commander's way past it.
import { describe, expect, it } from 'vitest';
import { statusPageDraft } from '../../src-shared/documents/drafts.ts';
import { sitrep } from '../../src-shared/documents/sitrep.ts';
import { refusedRequest, waitingRequest } from '../../src-shared/incident/approval.ts';
import { heldPublication } from '../../src-shared/incident/status-page.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import { an, binh, chi, countedId, declared, playbookWith, time } from './scenario.ts';

type Rule = NonNullable<Playbook['statusPage']['approval']>;
const wants = (rule: Partial<Rule> = {}): Playbook =>
  playbookWith((book) => {
    book.statusPage.approval = { by: 'Legal or PR', optional: false, ...rule };
  });
const post = {
  step: 'investigating' as const,
  text: 'We look into card payments.',
  components: [{ name: 'Payments', state: 'major-outage' as const }],
  notify: true,
};
const ask = { type: 'approval.ask' as const, ...post };
const publish = { type: 'status-page.publish' as const, ...post };

function asked(rule: Partial<Rule> = {}, more: object = {}): ReturnType<typeof declared> {
  const set = declared({ playbook: wants(rule) });
  set.does({ ...ask, ...more });
  return set;
}
const give = (set: ReturnType<typeof declared>, name: string = chi.name) => ({
  type: 'approval.give' as const,
  request: set.last('approval.asked'),
  person: { name },
});

describe('asking', () => {
  it('A post that needs approval waits before its hold, frozen at the click (S2)', () => {
    const set = asked();
    expect(waitingRequest(set.incident(), 'public')).toMatchObject({ ...post, of: 'Legal or PR', by: an.id });
    expect(heldPublication(set.incident(), 'public')).toBeUndefined();
    expect(set.incident().statusPage.pages.public.step).toBeNull();
    expect(set.lines().at(-1)).toBe(
      'Status page post waits for Legal or PR: Investigating. We look into card payments.',
    );
    expect(set.refuses(publish).code).toBe('not-available');
    expect(set.refuses(ask).code).toBe('hold-over');
  });

  it('says that nobody has been notified yet', () => {
    const set = asked();
    const line = (): string | undefined => set.incident().timeline.entries.chunks.flat().at(-1)?.detail;
    expect(line()).toBe('Major outage: Payments; subscribers to be notified');
    set.does(give(set));
    set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    expect(
      set
        .incident()
        .timeline.entries.chunks.flat()
        .find(({ type }) => type === 'status-page.released')?.detail,
    ).toBe('Major outage: Payments; subscribers notified');
  });

  it('A playbook that names nobody asks nobody (ours)', () => {
    const set = declared();
    expect(set.refuses(ask)).toMatchObject({ code: 'not-available' });
    set.does(publish);
    expect(heldPublication(set.incident(), 'public')).toBeDefined();
  });

  it('An approval that is optional is asked for where somebody wants it (S2)', () => {
    const free = declared({ playbook: wants({ optional: true }) });
    free.does(publish);
    expect(heldPublication(free.incident(), 'public')).toBeDefined();
    const set = asked({ optional: true });
    expect(waitingRequest(set.incident(), 'public')).toBeDefined();
    // It was asked for: nothing goes past it by the other door.
    expect(set.refuses(publish).code).toBe('hold-over');
  });

  it('Approval is wanted for some severities alone where the playbook says so, and of the public page alone (ours)', () => {
    const set = declared({ playbook: wants({ severities: [1] }), severity: 2 });
    expect(set.refuses(ask).code).toBe('not-available');
    set.does({ type: 'severity.change', to: 1, reason: 'It is everybody' });
    expect(set.refuses(publish).code).toBe('not-available');
    set.given('vendor.joined', { vendor: 'statuspage', lanes: ['statuspage', 'statuspage-private'] });
    set.does({ ...publish, page: 'private' });
    expect(heldPublication(set.incident(), 'private')).toBeDefined();
  });

  it('checks the post as a publication would be', () => {
    const set = declared({ playbook: wants() });
    expect(set.refuses({ ...ask, nextAt: time('14:30') })).toMatchObject({ code: 'impossible-order', field: 'nextAt' });
    expect(set.refuses({ ...ask, text: ' ' })).toMatchObject({ code: 'empty', field: 'text' });
    expect(set.refuses({ ...ask, page: 'private' }).code).toBe('not-available');
  });

  it('promises no next post by itself: nobody knows when this one goes out', () => {
    const reading = { now: time('14:40'), zone: 'UTC' };
    expect(statusPageDraft(declared().incident(), 'investigating', reading).nextAt).toBe(time('14:55'));
    const set = declared({ playbook: wants() });
    expect(statusPageDraft(set.incident(), 'investigating', reading)).not.toHaveProperty('nextAt');
  });

  it('stands in the SITREP as long as it waits', () => {
    const set = asked();
    const words = (): string => sitrep(set.incident(), { now: time('14:50'), zone: 'UTC' });
    expect(words()).toContain('waits for Legal or PR');
    set.does(give(set));
    expect(words()).not.toContain('waits for Legal or PR');
  });
});

describe('the answer', () => {
  it('Approving is by name and begins the hold with the very post that was asked for (S2)', () => {
    const set = asked();
    set.at('14:52').does(give(set));
    const held = heldPublication(set.incident(), 'public');
    expect(held).toMatchObject({ ...post, state: 'held', heldUntil: time('14:52:05') });
    expect(set.incident().approval[0]).toMatchObject({
      state: 'given',
      settled: { at: time('14:52'), person: chi.id },
    });
    expect(set.lines().at(-1)).toBe('Pham C approved the post (Legal or PR; Status page, Investigating)');
    set.does({ type: 'status-page.release', publication: held?.id ?? '' });
    expect(set.incident().statusPage.pages.public.step).toBe('investigating');
    expect(set.refuses(give(set))).toMatchObject({ code: 'no-change' });
  });

  it('Whoever asked does not approve it as well, unless the role is theirs (ours)', () => {
    const set = asked();
    expect(set.refuses(give(set, an.name))).toMatchObject({ code: 'not-available', field: 'person' });
    const legal = asked({ role: 'legal-counsel' });
    legal.does({ type: 'role.assign', role: 'legal-counsel', person: { id: an.id } });
    legal.does(give(legal, an.name));
    expect(heldPublication(legal.incident(), 'public')).toBeDefined();
  });

  it('Somebody without the role can approve, and the record says so (ours)', () => {
    const set = asked({ role: 'legal-counsel' });
    set.does(give(set));
    const line = set.incident().timeline.entries.chunks.flat().at(-1);
    expect(line?.detail).toBe('does not hold the role Legal counsel; taken down by Nguyen A');
  });

  it('A refusal has a name and a reason, and keeps the text to be mended (S2)', () => {
    const set = asked();
    const request = set.last('approval.asked');
    expect(set.refuses({ type: 'approval.refuse', request, person: { name: chi.name }, reason: '' }).code).toBe(
      'empty',
    );
    set.does({ type: 'approval.refuse', request, person: { name: chi.name }, reason: 'Say nothing of cards' });
    expect(set.lines().at(-1)).toBe(
      'Pham C refused the post (Legal or PR; Status page, Investigating): Say nothing of cards',
    );
    expect(heldPublication(set.incident(), 'public')).toBeUndefined();
    expect(refusedRequest(set.incident(), 'public')?.text).toBe(post.text);
    set.does({ ...ask, text: 'We look into it.' });
    expect(refusedRequest(set.incident(), 'public')).toBeUndefined();
  });

  it('A changed text asks again: the one before is withdrawn (ours)', () => {
    const set = asked();
    set.does({ type: 'approval.withdraw', request: set.last('approval.asked'), reason: 'Another word' });
    expect(set.lines().at(-1)).toBe(
      'Withdrawn before it was approved (Legal or PR; Status page, Investigating): Another word',
    );
    expect(set.refuses(give(set)).code).toBe('no-change');
    set.does({ ...ask, text: 'We look into it.' });
    set.does(give(set));
    expect(heldPublication(set.incident(), 'public')?.text).toBe('We look into it.');
  });

  it('The commander may publish without approval, with a reason (ours)', () => {
    const set = asked();
    const waive = {
      type: 'approval.waive' as const,
      request: set.last('approval.asked'),
      reason: 'Nobody of legal answers',
    };
    expect(set.refuses(waive)).toMatchObject({ code: 'not-in-command', field: 'word' });
    expect(set.refuses({ ...waive, reason: ' ' })).toMatchObject({ code: 'empty', field: 'reason' });
    set.does({ ...waive, word: binh.id });
    expect(heldPublication(set.incident(), 'public')).toMatchObject(post);
    const line = set.incident().timeline.entries.chunks.flat().at(-1);
    expect(line).toMatchObject({
      kind: 'decision',
      text: 'Published without approval (Legal or PR; Status page, Investigating): Nobody of legal answers',
      detail: 'taken down by Nguyen A',
    });
    const own = asked();
    own.by(binh).does({ ...waive, request: own.last('approval.asked') });
    expect(own.incident().approval[0]?.state).toBe('waived');
  });

  it('does not let out what has become wrong while it waited', () => {
    const promised = asked({}, { nextAt: time('14:52') });
    expect(promised.at('14:53').refuses(give(promised))).toMatchObject({ code: 'impossible-order', field: 'nextAt' });
    const personal = asked({}, { text: 'Ask jane@example.com.' });
    personal.does({ type: 'compliance.raise', flag: 'personal-data', kind: 'pii', reason: 'A table is open' });
    expect(personal.refuses(give(personal))).toMatchObject({ code: 'not-available', field: 'text' });
    expect(waitingRequest(personal.incident(), 'public')).toBeDefined();
  });
});

it('A running incident keeps its playbook: what waits is settled after a switch as well (ours)', () => {
  const set = asked();
  set.by(binh).does({ type: 'playbook.switch', to: 'built-in:standard', hash: 'built-in:standard' });
  set.does(give(set));
  expect(heldPublication(set.incident(), 'public')).toBeDefined();
  expect(set.refuses(ask).code).toBe('not-available');
});

it('ends one way or the other after closing too', () => {
  const set = asked();
  set.does({ type: 'status.move', to: 'resolved' });
  set.does({ type: 'status.move', to: 'closed' });
  expect(set.refuses(ask).code).toBe('closed');
  set.does(give(set));
  expect(heldPublication(set.incident(), 'public')).toBeDefined();
});

it('refuses what it does not know, and takes the first of two answers that a merge brings', () => {
  const set = asked();
  expect(set.refuses({ type: 'approval.withdraw', request: countedId(994) })).toMatchObject({
    code: 'unknown-record',
    field: 'request',
  });
  const request = set.last('approval.asked');
  set.given('approval.refused', { request, person: chi.id, reason: 'No' });
  set.given('approval.given', { request, publication: countedId(995), person: chi.id });
  expect(set.incident().approval[0]).toMatchObject({ state: 'refused', settled: { reason: 'No' } });
});
