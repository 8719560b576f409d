// What came of it outside: who takes part, what is attached, how each effect ended (docs/decisions/0006).
import { describe, expect, test } from 'vitest';
import { declared, stage } from './scenario.ts';

const vendors = [{ vendor: 'slack', lanes: ['slack', 'slack-executives'] }];
const key = 'a'.repeat(32);
const channel = {
  ref: 'slack/channel',
  remoteId: 'C1',
  name: '#inc-1',
  url: 'https://x.slack.com/C1',
  how: 'made',
} as const;

function settle(more: Record<string, unknown> = {}) {
  return {
    type: 'effect.settle' as const,
    vendor: 'slack',
    effect: key,
    lane: 'slack',
    what: 'Channel',
    outcome: 'delivered' as const,
    attached: [channel],
    ...more,
  };
}

describe('who takes part', () => {
  test('what is connected when an incident is declared takes part in it, after the commander is known', () => {
    const events = declared({ vendors }).events();
    expect(events.at(-1)).toMatchObject({ type: 'vendor.joined', payload: { vendor: 'slack' } });
    expect(events.findIndex(({ type }) => type === 'command.taken')).toBeGreaterThan(0);
  });

  test('a past that is taken down is told to nobody', () => {
    const one = stage({ vendors });
    one.does({
      type: 'incident.declare',
      title: 'Last year',
      impact: '',
      severity: 2,
      components: [],
      declarer: { name: 'Nguyen A' },
      untold: true,
    });
    expect(one.incident().remote.joined).toEqual({});
  });

  test('a vendor connected later joins once, and only one that is connected', () => {
    const one = declared();
    expect(one.refuses({ type: 'vendor.join', vendor: 'slack' })).toMatchObject({ code: 'not-available' });
    const other = declared({ vendors });
    expect(other.refuses({ type: 'vendor.join', vendor: 'slack' })).toMatchObject({ code: 'no-change' });
  });
});

describe('what came of it', () => {
  test('a delivered effect attaches what it made, under the command it was made in', () => {
    const one = declared({ vendors });
    one.does(settle());
    const { remote, command } = one.incident();
    expect(remote.refs['slack/channel']).toMatchObject({
      remoteId: 'C1',
      name: '#inc-1',
      epoch: 1,
      taken: command.taken,
    });
    expect(command.taken).toMatch(/^[0-9A-Z]{26}$/u);
    expect(remote.settled[key]).toMatchObject({ outcome: 'delivered', lane: 'slack' });
    expect(one.lines()).toContain('Slack: opened #inc-1');
  });

  test('of two channels after a merge the first keeps its place; what a person adopts takes it', () => {
    const one = declared({ vendors });
    one.does(settle());
    one.does(settle({ effect: 'b'.repeat(32), attached: [{ ...channel, remoteId: 'C2' }] }));
    expect(one.incident().remote.refs['slack/channel']?.remoteId).toBe('C1');
    one.does({ type: 'remote.attach', vendor: 'slack', ...channel, remoteId: 'C3', how: 'adopted' });
    expect(one.incident().remote.refs['slack/channel']?.remoteId).toBe('C3');
  });

  test('the record says what was withdrawn, overtaken, told or removed as a twin', () => {
    const one = declared({ vendors });
    const ended = (outcome: string, note?: string) =>
      one.does(settle({ outcome, what: 'Update #3', attached: [], ...(note === undefined ? {} : { note }) }));
    ended('delivered');
    ended('delivered', 'Not found on Slack: Tran B');
    ended('withdrawn', 'wrong room');
    ended('overtaken');
    ended('twin-removed');
    expect(one.lines().slice(-4)).toEqual([
      'Update #3: Not found on Slack: Tran B',
      'Not sent, withdrawn (Update #3): wrong room',
      'Not sent, overtaken by something newer (Update #3)',
      'It was there twice after a lost answer; the later one is deleted (Update #3)',
    ]);
    expect(one.incident().remote.settled[key]?.outcome).toBe('overtaken');
  });
});

describe('the channel at the end', () => {
  test('it is archived only after the incident is closed and somebody said yes, once (DOMAIN.md 5)', () => {
    const one = declared({ vendors });
    expect(one.refuses({ type: 'channel.archive' })).toMatchObject({ code: 'impossible-order' });
    one.does({ type: 'status.move', to: 'resolved' });
    one.does({ type: 'status.move', to: 'closed' });
    one.does({ type: 'channel.archive' });
    expect(one.refuses({ type: 'channel.archive' })).toMatchObject({ code: 'no-change' });
    one.does({ type: 'status.move', to: 'investigating', reason: 'it is back' });
    expect(one.incident().remote.archiveApprovedAt).toBeNull();
  });
});
