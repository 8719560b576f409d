// The status page: steps, components, an explicit notify flag, a hold in which it can be taken back (DOMAIN.md 7).
import { describe, expect, it } from 'vitest';
import type { ComponentState, Page, Step } from '../../src-shared/incident/status-page.ts';
import { heldPublication, heldPublications } from '../../src-shared/incident/status-page.ts';
import { componentStates } from '../../src-shared/playbook/schema.ts';
import { countedId, declared, time } from './scenario.ts';

type Set = ReturnType<typeof declared>;
const submit = (
  set: Set,
  step: Step,
  more: { page?: Page; reason?: string; components?: { name: string; state: ComponentState }[]; notify?: boolean } = {},
) => {
  set.does({
    type: 'status-page.publish',
    ...(more.page === undefined ? {} : { page: more.page }),
    step,
    text: `We are at ${step}`,
    components: more.components ?? [],
    notify: more.notify ?? true,
    ...(more.reason === undefined ? {} : { reason: more.reason }),
  });
  return set.last('status-page.submitted');
};
const post = (set: Set, step: Step, more: Parameters<typeof submit>[2] = {}) => {
  const publication = submit(set, step, more);
  return set.does({ type: 'status-page.release', publication });
};

describe('the hold', () => {
  it('A post can be taken back for 5 s, and nothing is said before (ours)', () => {
    const set = declared();
    submit(set, 'investigating');
    expect(heldPublication(set.incident(), 'public')).toMatchObject({
      state: 'held',
      heldUntil: time('14:37:05'),
      notify: true,
      text: 'We are at investigating',
    });
    expect(set.incident().statusPage.pages.public.step).toBeNull();
    expect(set.lines().join()).not.toContain('We are at investigating');
  });

  it('takes the post back, with a word in the timeline (DOMAIN 7)', () => {
    const set = declared();
    const publication = submit(set, 'investigating');
    set.does({ type: 'status-page.take-back', publication });
    expect(heldPublication(set.incident(), 'public')).toBeUndefined();
    expect(set.incident().milestones['status-page-posted']).toBeUndefined();
    expect(set.lines().at(-1)).toBe('Status page post taken back: Investigating');
    expect(set.refuses({ type: 'status-page.take-back', publication }).code).toBe('no-change');
    expect(set.refuses({ type: 'status-page.release', publication }).code).toBe('no-change');
  });

  it('lets nothing be taken back that is published', () => {
    const set = declared();
    post(set, 'investigating');
    const publication = set.last('status-page.submitted');
    const refusal = set.refuses({ type: 'status-page.take-back', publication });
    expect(refusal.code).toBe('hold-over');
    expect(refusal.message).toContain('correction');
    expect(set.refuses({ type: 'status-page.release', publication }).code).toBe('no-change');
  });

  it('holds one post at a time', () => {
    const set = declared();
    submit(set, 'investigating');
    expect(
      set.refuses({ type: 'status-page.publish', step: 'identified', text: 'x', components: [], notify: false }).code,
    ).toBe('hold-over');
  });

  it('counts as said where one laptop let it go and the other took it back, in either order', () => {
    for (const order of [
      ['status-page.released', 'status-page.taken-back'],
      ['status-page.taken-back', 'status-page.released'],
    ] as const) {
      const set = declared();
      const publication = submit(set, 'investigating');
      for (const type of order) set.given(type, { publication });
      expect(set.incident().statusPage.publications[0]?.state).toBe('published');
      expect(set.incident().statusPage.pages.public.step).toBe('investigating');
    }
  });
});

describe('the steps', () => {
  it('A step back on the page needs a reason (ours)', () => {
    const set = declared();
    post(set, 'monitoring');
    expect(
      set.refuses({ type: 'status-page.publish', step: 'identified', text: 'x', components: [], notify: false }),
    ).toMatchObject({ code: 'reason-needed', field: 'reason' });
    const events = post(set, 'investigating', { reason: 'Errors are back' });
    expect(events[1]?.payload).toMatchObject({ from: 'monitoring', to: 'investigating', reason: 'Errors are back' });
    expect(set.incident().lifecycle.status).toBe('investigating');
  });

  it('may say the same step again', () => {
    const set = declared();
    post(set, 'investigating');
    expect(post(set, 'investigating').map((e) => e.type)).toEqual(['status-page.released']);
  });

  it.each([
    ['investigating', 'investigating'],
    ['identified', 'identified'],
    ['monitoring', 'monitoring'],
    ['resolved', 'resolved'],
  ] as const)(
    'The page goes from investigating to resolved in four steps, each taking the incident along (ours): %s',
    (step, to) => {
      const set = declared();
      const events = post(set, step);
      expect(events.map((e) => e.type)).toEqual(['status-page.released', 'status.changed']);
      expect(events[1]?.payload).toEqual({ from: 'detected', to, because: set.last('status-page.submitted') });
    },
  );

  it('Identified and mitigating both stand as Identified on the page (ours)', () => {
    const set = declared();
    set.does({ type: 'status.move', to: 'mitigating' });
    expect(post(set, 'identified').map((e) => e.type)).toEqual(['status-page.released']);
    expect(set.incident().lifecycle.status).toBe('mitigating');
  });
});

describe('the components', () => {
  it('A component is operational, degraded, in a partial or major outage, or under maintenance (ours)', () => {
    const set = declared();
    const components = componentStates.map((state) => ({ name: `In ${state}`, state }));
    post(set, 'investigating', { components });
    expect(set.incident().statusPage.pages.public.components).toEqual(expect.arrayContaining(components));
    expect(componentStates).toHaveLength(5);
    expect(
      set.tries({
        id: countedId(9),
        type: 'status-page.publish',
        step: 'investigating',
        text: 'x',
        components: [{ name: 'Payments', state: 'broken' }],
        notify: false,
      }),
    ).toMatchObject({ ok: false });
  });

  it('An update that names no component state leaves it as it is (ours)', () => {
    const set = declared();
    post(set, 'investigating', { components: [{ name: 'Payments', state: 'major-outage' }] });
    post(set, 'identified', {
      components: [
        { name: 'Checkout', state: 'partial-outage' },
        { name: 'Mail', state: 'degraded-performance' },
      ],
    });
    expect(set.incident().statusPage.pages.public.components).toEqual([
      { name: 'Payments', state: 'major-outage' },
      { name: 'Checkout', state: 'partial-outage' },
      { name: 'Mail', state: 'degraded-performance' },
    ]);
  });

  it('stand in the line that tells of the post, with whether subscribers heard (DOMAIN 7)', () => {
    const set = declared();
    post(set, 'investigating', { components: [{ name: 'Payments', state: 'major-outage' }] });
    const line = set
      .incident()
      .timeline.entries.chunks.flat()
      .find((e) => e.type === 'status-page.released');
    expect(line).toMatchObject({
      text: 'Status page: Investigating. We are at investigating',
      detail: 'Major outage: Payments; subscribers notified',
    });
  });
});

describe('the private page', () => {
  const withPrivatePage = (): Set => {
    const set = declared();
    set.given('vendor.joined', { vendor: 'statuspage', lanes: ['statuspage', 'statuspage-private'] });
    return set;
  };

  it('Public and private page are two destinations, each with its own step, components and hold (S2)', () => {
    const set = withPrivatePage();
    post(set, 'identified', { components: [{ name: 'Payments', state: 'partial-outage' }] });
    post(set, 'investigating', { page: 'private', components: [{ name: 'Payments', state: 'major-outage' }] });
    const { pages, publications } = set.incident().statusPage;
    expect(pages.public).toMatchObject({ step: 'identified', components: [{ state: 'partial-outage' }, {}] });
    expect(pages.private).toMatchObject({ step: 'investigating', components: [{ state: 'major-outage' }, {}] });
    expect(publications.map((p) => p.page)).toEqual(['public', 'private']);
    expect(set.events().filter((e) => e.type === 'status-page.submitted')[1]?.payload).toMatchObject({
      destination: 'private',
    });
  });

  it('moves nothing of the incident: no status, no milestone, no countdown (DOMAIN 7, S2)', () => {
    const set = withPrivatePage();
    const due = set.incident().cadence.room.dueAt;
    submit(set, 'resolved', { page: 'private' });
    const made = set.at('14:41').does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    expect(made.map((e) => e.type)).toEqual(['status-page.released']);
    expect(set.incident().lifecycle.status).toBe('detected');
    expect(set.incident().milestones['status-page-posted']).toBeUndefined();
    expect(set.incident().cadence.room.dueAt).toBe(due);
    post(set, 'investigating');
    expect(set.incident().milestones['status-page-posted']?.at).toBe(time('14:41'));
  });

  it('holds a post while the public page holds another, and each goes by itself', () => {
    const set = withPrivatePage();
    const own = submit(set, 'investigating', { page: 'private' });
    const open = submit(set, 'identified');
    expect(heldPublications(set.incident()).map((p) => p.id)).toEqual([own, open]);
    expect(
      set.refuses({
        type: 'status-page.publish',
        page: 'private',
        step: 'identified',
        text: 'x',
        components: [],
        notify: false,
      }).code,
    ).toBe('hold-over');
    set.does({ type: 'status-page.take-back', publication: own });
    expect(set.lines().at(-1)).toBe('Private status page post taken back: Investigating');
    expect(heldPublication(set.incident(), 'private')).toBeUndefined();
    expect(heldPublication(set.incident(), 'public')?.id).toBe(open);
  });

  it('asks a reason for going back by its own step, not by the other one', () => {
    const set = withPrivatePage();
    post(set, 'monitoring');
    post(set, 'investigating', { page: 'private' });
    post(set, 'identified', { page: 'private' });
    expect(
      set.refuses({
        type: 'status-page.publish',
        page: 'private',
        step: 'investigating',
        text: 'x',
        components: [],
        notify: false,
      }).code,
    ).toBe('reason-needed');
  });

  it('is named in the timeline, and its words are not marked to be shared', () => {
    const set = withPrivatePage();
    post(set, 'investigating', { page: 'private' });
    post(set, 'identified');
    const [own, open] = set
      .incident()
      .timeline.entries.chunks.flat()
      .filter((e) => e.type === 'status-page.released');
    expect(own).toMatchObject({
      text: 'Private status page: Investigating. We are at investigating',
      detail: 'subscribers notified',
      star: true,
    });
    expect(own?.shareable).not.toBe(true);
    expect(open?.shareable).toBe(true);
  });

  it('takes no post where none takes part', () => {
    expect(
      declared().refuses({
        type: 'status-page.publish',
        page: 'private',
        step: 'investigating',
        text: 'x',
        components: [],
        notify: false,
      }),
    ).toMatchObject({ code: 'not-available', field: 'page' });
  });
});

it('A post can promise when the next one comes, which lies ahead (ours)', () => {
  const set = declared();
  const wanted = {
    type: 'status-page.publish' as const,
    step: 'investigating' as const,
    text: 'x',
    components: [],
    notify: false,
  };
  expect(set.refuses({ ...wanted, nextAt: time('14:37') })).toMatchObject({
    code: 'impossible-order',
    field: 'nextAt',
  });
  set.does({ ...wanted, nextAt: time('14:52') });
  expect(set.incident().statusPage.publications[0]?.nextAt).toBe(time('14:52'));
});

it('refuses a post without words, without the notify flag, and a publication that is not there', () => {
  const set = declared();
  expect(
    set.refuses({ type: 'status-page.publish', step: 'identified', text: '', components: [], notify: false }),
  ).toMatchObject({ code: 'empty', field: 'text' });
  expect(
    set.tries({ id: countedId(9), type: 'status-page.publish', step: 'identified', text: 'x', components: [] }),
  ).toMatchObject({ ok: false, refusal: { field: 'notify' } });
  for (const type of ['status-page.release', 'status-page.take-back'] as const)
    expect(set.refuses({ type, publication: countedId(994) })).toMatchObject({
      code: 'unknown-record',
      field: 'publication',
    });
});
