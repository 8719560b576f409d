// Delivery without a vendor: what would go out, per destination, ready to copy (issue 2, point 3).
import { expect, it } from 'vitest';
import { outgoing } from '../../src-shared/documents/outgoing.ts';
import { declared, stage, time } from '../incident/scenario.ts';

const at = (text: string) => ({ now: time(text), zone: 'UTC' });

it('has every destination with its texts, newest first', () => {
  const set = declared().at('14:40');
  set.does({ type: 'update.post', audience: 'room', text: 'Room one' });
  set.at('14:41').does({ type: 'update.post', audience: 'executives', text: 'For executives' });
  set
    .at('14:42')
    .does({ type: 'status-page.publish', step: 'investigating', text: 'Public words', components: [], notify: true });
  set.at('14:43').does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
  const [slack, executives, page] = outgoing(set.incident(), at('14:45'));
  expect(slack).toMatchObject({ id: 'slack', place: '#inc-20250228-payments-fail-for-some-users' });
  expect(slack?.texts.map((t) => t.what)).toEqual(['Status page is Investigating', 'Update #1', 'Declaration, pinned']);
  expect(executives).toMatchObject({ place: '#exec-updates', texts: [{ text: 'For executives', at: time('14:41') }] });
  expect(page?.texts).toMatchObject([{ what: 'Investigating', text: 'Public words', at: time('14:43') }]);
});

it('keeps the words of the private page apart from the public page and the room (DOMAIN 7, S2)', () => {
  const set = declared();
  expect(outgoing(set.incident(), at('14:38')).map((d) => d.id)).not.toContain('statuspage-private');
  set.given('vendor.joined', { vendor: 'statuspage', lanes: ['statuspage', 'statuspage-private'] });
  set.does({
    type: 'status-page.publish',
    page: 'private',
    step: 'investigating',
    text: 'For partners',
    components: [],
    notify: false,
  });
  set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
  const lanes = outgoing(set.incident(), at('14:38'));
  const own = lanes.find((d) => d.id === 'statuspage-private');
  expect(own).toMatchObject({ place: 'private page', texts: [{ what: 'Investigating', text: 'For partners' }] });
  expect(JSON.stringify(lanes.filter((d) => d !== own))).not.toContain('For partners');
});

it('shows no post that is held or was taken back', () => {
  const set = declared();
  set.does({ type: 'status-page.publish', step: 'investigating', text: 'Public words', components: [], notify: true });
  expect(outgoing(set.incident(), at('14:38'))[2]?.texts).toEqual([]);
  set.does({ type: 'status-page.take-back', publication: set.last('status-page.submitted') });
  expect(JSON.stringify(outgoing(set.incident(), at('14:38')))).not.toContain('Public words');
});

it('keeps what people typed as they typed it: escaping is for the one who sends', () => {
  const set = declared({ title: '<!channel> **x**' });
  expect(outgoing(set.incident(), at('14:38'))[0]?.texts[0]?.text).toContain('<!channel> **x**');
});

it('has an id of its own for each text, and nothing before a declaration', () => {
  const set = declared();
  set.does({ type: 'update.post', audience: 'room', text: 'x' });
  const ids = outgoing(set.incident(), at('14:38')).flatMap((d) => d.texts.map((t) => t.id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(outgoing(stage().incident(), at('14:38'))).toEqual([]);
});
