// What was said elsewhere while the room could not be reached: on the record, with whom it reached; and one note for each outage.
import { describe, expect, test } from 'vitest';
import { items } from '../../src-shared/incident/chunked-list.ts';
import { declared, time } from './scenario.ts';

const vendors = [{ vendor: 'slack', lanes: ['slack'] }];
const lines = (set: ReturnType<typeof declared>, type: string) =>
  [...items(set.incident().timeline.entries)].filter((entry) => entry.type === type);

describe('What was said elsewhere is a communication on the timeline, with whom it reached (ours)', () => {
  test('with the way and the words, and the people where they were named', () => {
    const set = declared();
    set.at('14:50').does({ type: 'elsewhere.tell', way: 'sms', text: 'We roll back.', reached: 'all on call' });
    set.at('14:51').does({ type: 'elsewhere.tell', way: 'bridge', text: 'It is mended.' });
    expect(lines(set, 'elsewhere.told')).toMatchObject([
      { kind: 'communication', at: time('14:50'), text: 'Told by SMS: We roll back.', detail: 'reached: all on call' },
      { kind: 'communication', text: 'Told on the bridge: It is mended.' },
    ]);
    expect(set.incident().elsewhere.told).toMatchObject([{ way: 'sms', reached: 'all on call' }, { way: 'bridge' }]);
  });

  test('nothing is not said', () => {
    expect(declared().refuses({ type: 'elsewhere.tell', way: 'mail', text: '  ' }).code).toBe('empty');
  });
});

describe('a vendor that cannot be reached', () => {
  const lost = { type: 'vendor.lose', vendor: 'slack', since: time('14:40') } as const;

  test('is noted once an outage, at the time it began', () => {
    const set = declared({ vendors });
    set.at('14:56').does(lost);
    expect(set.refuses(lost).code).toBe('no-change');
    set.at('15:56').does({ ...lost, since: time('15:40') });
    expect(lines(set, 'vendor.lost').map(({ at }) => at)).toEqual([time('14:40'), time('15:40')]);
    expect(lines(set, 'vendor.lost')[0]?.text).toMatch(/^Slack could not be reached from here on/u);
  });

  test('that takes no part is not missed', () => {
    expect(declared().refuses(lost).code).toBe('not-available');
  });
});
