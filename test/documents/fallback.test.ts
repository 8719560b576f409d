// What is said when the room cannot be reached: short enough, complete, redacted; and the catch-up when it is back.
import { describe, expect, test } from 'vitest';
import { catchUpText, fallbackTexts, smsCount } from '../../src-shared/documents/fallback.ts';
import { declared, stage, time, type Stage } from '../incident/scenario.ts';

const at = (text: string) => ({ now: time(text), zone: 'UTC' });

function told(set: Stage, when: string): Record<string, string> {
  return Object.fromEntries(fallbackTexts(set.incident(), at(when)).map(({ id, text }) => [id, text]));
}

function worked(more: Parameters<typeof declared>[0] = {}): Stage {
  const set = declared(more);
  set.at('14:45').does({ type: 'task.give', text: 'Watch the error rate', owner: { name: 'Pham C' } });
  set.at('14:46').does({ type: 'update.post', audience: 'room', text: 'Update #1: we roll back' });
  return set;
}

describe('People of the incident with their numbers, and texts for SMS, bridge and mail, for the night the room is down (ours)', () => {
  test('each says status, severity, commander and next update; the mail has the latest update whole', () => {
    for (const text of Object.values(told(worked(), '14:50'))) {
      expect(text).toMatch(/detected/iu);
      expect(text).toContain('Tran B');
      expect(text).toMatch(/next/iu);
    }
    const { mail = '', bridge = '' } = told(worked(), '14:50');
    expect(mail.split('\n')[0]).toMatch(/^INC-20250228-01 SEV1 .*: Detected$/u);
    expect(mail).toContain('Update #1: we roll back');
    expect(bridge).toContain('Watch the error rate');
  });

  test.for([
    ['a title of usual length', {}],
    ['a long one', { title: 'Payments fail for everybody '.repeat(7) }],
    ['one word', { title: 'x'.repeat(190) }],
  ] as const)('an SMS with %s is one message, the longer one two', ([, more]) => {
    const set = worked(more);
    for (let n = 0; n < 8; n += 1) set.does({ type: 'task.give', text: `Look at the pool of database number ${n}` });
    const texts = fallbackTexts(set.incident(), at('14:50'));
    const [short, long] = ['sms', 'sms-long'].map((id) => texts.find((one) => one.id === id));
    expect(short?.text.length).toBeLessThanOrEqual(160);
    expect(short?.count).toContain('1 message');
    expect(long?.text.length).toBeLessThanOrEqual(306);
    expect(long?.text).toContain('IC ');
  });

  test('letters outside of the short alphabet are counted as phones count them', () => {
    expect(smsCount('a'.repeat(160))).toBe('160 characters, 1 message');
    expect(smsCount('a'.repeat(161))).toMatch(/2 messages$/u);
    expect(smsCount('€'.repeat(81))).toMatch(/^162 characters, 2 messages$/u);
    expect(smsCount('ễ'.repeat(71))).toMatch(/^71 characters, 2 messages, because/u);
  });

  test('of a need-to-know incident nothing personal is in any of them (DOMAIN.md 11)', () => {
    const set = declared({ title: 'Data of joe@example.com exposed' });
    set.does({ type: 'compliance.raise', flag: 'personal-data', kind: 'pii', reason: 'Seen in the logs' });
    set.at('14:46').does({ type: 'update.post', audience: 'room', text: 'Ask joe@example.com' });
    set.does({ type: 'task.give', text: 'Call joe@example.com' });
    set.does({ type: 'elsewhere.tell', way: 'mail', text: 'joe@example.com called', reached: 'joe@example.com' });
    const all = [...Object.values(told(set, '14:50')), catchUpText(set.incident(), time('14:40'), at('14:50'))];
    expect(all.join('\n')).not.toContain('joe@example.com');
  });

  test('before a declaration there is nothing to say', () => {
    expect(fallbackTexts(stage().incident(), at('14:50'))).toEqual([]);
  });
});

describe('the catch-up', () => {
  test('says since when, how things stand, and what was said elsewhere since, not before', () => {
    const set = worked();
    set.at('14:47').does({ type: 'elsewhere.tell', way: 'phone', text: 'Too early to be of it' });
    set.at('14:50').does({ type: 'elsewhere.tell', way: 'sms', text: 'We roll back.', reached: 'all on call' });
    const text = catchUpText(set.incident(), time('14:48'), at('15:10'));
    expect(text).toContain('could not be reached from 14:48 UTC on');
    expect(text).toMatch(/- 14:50 UTC .* by SMS, to all on call: We roll back\./u);
    expect(text).toContain('The latest update is #1 of 14:46 UTC.');
    expect(text).toContain('Next update: at ');
    expect(text).not.toContain('Too early');
  });

  test('is no book: the newest ten, and how many more there are', () => {
    const set = worked();
    for (let n = 1; n <= 30; n += 1)
      set.does({ type: 'elsewhere.tell', way: 'mail', text: `Number ${n}. ${'x'.repeat(5_000)}` });
    const text = catchUpText(set.incident(), time('14:40'), at('15:10'));
    expect(text).toContain('20 earlier, in the timeline');
    expect(text).toContain('Number 30.');
    expect(text.length).toBeLessThan(6_000);
  });
});
