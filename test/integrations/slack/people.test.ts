// Who is who: invitations that name whom they could not find, and role cards that tell exactly one person.
import { describe, expect, test } from 'vitest';
import { binh, chi, world, type World } from './kit.ts';

const member = (w: World, handle: string): boolean =>
  w.twin.channel(w.room())?.members.includes(w.twin.person(handle)?.id ?? '') === true;

/** Pham C gets the role; with these handles. */
async function assigned(handles: Record<string, string> = {}, name = chi.name, more: Parameters<typeof world>[0] = {}) {
  const w = await world(more).openRoom();
  w.set.at('14:50').does({ type: 'role.assign', role: 'ops', person: { name } });
  const person = Object.values(w.set.incident().people).find((one) => one.name === name)!;
  if (Object.keys(handles).length > 0) w.set.does({ type: 'person.update', person: person.id, handles });
  return w;
}

describe('the invitation', () => {
  test('by exact name, whatever the case and spaces', async () => {
    const w = await assigned({}, 'pham  C');
    expect(await w.sent(w.newest('invite'))).toEqual({ is: 'delivered', facts: [] });
    expect(member(w, 'chi')).toBe(true);
  });

  test.each([
    ['the id of their Slack account', { slack: 'U0CHI0001' }, 'Charlotte', { id: 'U0CHI0001' }],
    ['their Slack name', { slack: '@chi' }, 'Charlotte', {}],
    ['their Slack name in capitals', { slack: 'CHI' }, 'Charlotte', {}],
    ['their mail address', { email: 'Chi@Example.com' }, 'Charlotte', {}],
    ['their mail address, where the Slack name is wrong', { slack: '@nobody', email: 'chi@example.com' }, 'Char', {}],
    ['the name they show', {}, 'Chi from Payments', { displayName: 'Chi from Payments' }],
  ])('by %s', async (_how, handles, name, seed) => {
    const people = [
      { name: 'binh', realName: 'Tran B' },
      { name: 'chi', realName: 'Pham C', email: 'chi@example.com', ...seed },
    ];
    const w = await assigned(handles, name, { twin: { people } });
    await w.sent(w.newest('invite'));
    expect(member(w, 'chi')).toBe(true);
  });

  test('whoever is not found is named, and the others are invited all the same', async () => {
    const w = await world({ commander: 'Dana Nowhere' }).openRoom();
    expect(await w.send(w.newest('invite'))).toEqual({
      is: 'delivered',
      facts: [],
      note: 'Not found on Slack: Dana Nowhere. Add their Slack name or mail address, and they are invited.',
    });
    w.set.at('14:50').does({ type: 'role.assign', role: 'ops', person: { name: chi.name } });
    const both = { ...w.newest('invite'), body: { people: [w.set.incident().command.commander!, chi.id] } };
    expect(await w.sent(both)).toMatchObject({ note: expect.stringContaining('Dana Nowhere') as string });
    expect(member(w, 'chi')).toBe(true);
  });

  test('two of one name: neither is guessed', async () => {
    const people = [
      { name: 'binh', realName: 'Tran B' },
      { name: 'binh2', realName: 'Tran B' },
    ];
    const w = await world({ twin: { people } }).openRoom();
    expect(await w.sent(w.newest('invite'))).toMatchObject({
      note: expect.stringMatching(/Tran B \(several/u) as string,
    });
    expect(w.twin.channel(w.room())?.members).toHaveLength(1);
  });

  test('bots and people who left are nobody', async () => {
    for (const name of ['Status Bot', 'Le Gone']) {
      const w = await assigned({}, name);
      expect(await w.sent(w.newest('invite'))).toMatchObject({ note: expect.stringContaining(name) as string });
    }
  });

  test('one that Slack refuses does not keep the others out', async () => {
    const w = await assigned({ slack: 'U0NOBODY99' });
    const both = { ...w.newest('invite'), body: { people: [binh.id, chi.id] } };
    expect(await w.sent(both)).toMatchObject({ note: 'Slack did not let in: Pham C (user_not_found).' });
    expect(member(w, 'binh')).toBe(true);
    // The same where Slack stops at the first that is wrong.
    const again = await assigned({ slack: 'U0NOBODY99' });
    again.twin.faults.once('conversations.invite', { kind: 'slack-error', error: 'user_not_found' });
    const second = { ...again.newest('invite'), body: { people: [binh.id, chi.id] } };
    expect(await again.sent(second)).toMatchObject({ note: 'Slack did not let in: Pham C (user_not_found).' });
    expect(member(again, 'binh')).toBe(true);
  });

  test('who is in the room already is no trouble, alone or among others', async () => {
    const w = await assigned();
    await w.sent(w.newest('invite'));
    expect(await w.sent(w.newest('invite'))).toEqual({ is: 'delivered', facts: [] });
    const both = { ...w.newest('invite'), body: { people: [binh.id, chi.id] } };
    expect(await w.sent(both)).toEqual({ is: 'delivered', facts: [] });
    expect(member(w, 'binh')).toBe(true);
  });

  test('a lost answer is cleared by inviting again, which nobody sees', async () => {
    const w = await assigned();
    w.twin.faults.once('conversations.invite', { kind: 'lose-after' });
    expect(await w.send(w.newest('invite'))).toMatchObject({ is: 'unknown' });
    expect(await w.find(w.newest('invite'))).toEqual({ is: 'absent' });
    expect(await w.sent(w.newest('invite'))).toEqual({ is: 'delivered', facts: [] });
  });

  test('the list of people is read once for a while, all its pages', async () => {
    const people = Array.from({ length: 2_500 }, (_, i) => ({ name: `p${i}`, realName: `Person ${i}` }));
    const w = await assigned({}, 'Person 2499', { twin: { people, channels: [] } });
    await w.sent(w.newest('invite'));
    expect(member(w, 'p2499')).toBe(true);
    expect(w.twin.arrivalsOf('users.list')).toHaveLength(3);
    w.set.does({ type: 'role.assign', role: 'scribe', person: { name: 'Person 7' } });
    await w.sent(w.newest('invite'));
    expect(w.twin.arrivalsOf('users.list')).toHaveLength(3);
    w.turned.turn(11 * 60_000);
    await w.sent(w.newest('invite'));
    expect(w.twin.arrivalsOf('users.list')).toHaveLength(6);
  });
});

describe('the role card', () => {
  test('tells the one person what to do, what not to do, and where', async () => {
    const w = await assigned();
    expect(await w.sent(w.newest('card:ops'))).toEqual({ is: 'delivered', facts: [] });
    const [card, ...more] = w.twin.directMessagesTo('chi');
    expect(more).toEqual([]);
    expect(card!.text.split('\n')).toEqual([
      'You are Operations lead of Payments fail for some users (INC-20250228-01).',
      'SEV1 Critical, Detected. Commander: Tran B.',
      `Room: #inc-20250228-payments-fail-for-some-users <https://example.slack.com/archives/${w.room()}>`,
      '',
      'Do:',
      '• Lead the technical search, and say what you look at',
      '• Restore service first, find the root cause later',
      '• Propose one thing with its risk and its way back',
      '• Say it when you start, with the minutes it takes, and when it is done',
      '• Ask for the experts you need',
      '',
      'Not to do:',
      '• Do not change anything before the commander says yes',
      '• Do not go quiet for longer than a check-in',
      '',
      'Say in the room that you have it.',
    ]);
    expect(w.twin.mentions()).toEqual([]);
  });

  test('whoever is not on Slack is named, and told once they can be found', async () => {
    const w = await assigned({}, 'Dana Nowhere');
    expect(await w.send(w.newest('card:ops'))).toMatchObject({
      is: 'untold',
      note: 'Not found on Slack: Dana Nowhere. Tell them yourself.',
    });
    const dana = Object.values(w.set.incident().people).find(({ name }) => name === 'Dana Nowhere')!;
    w.set.does({ type: 'person.update', person: dana.id, handles: { slack: '@chi' } });
    await w.sent(w.newest('card:ops'));
    expect(w.twin.directMessagesTo('chi')).toHaveLength(1);
  });

  test('who has left the company is not told', async () => {
    const w = await assigned({ slack: 'U0CHI' });
    w.twin.somebody.leavesCompany('chi');
    expect(await w.send(w.newest('card:ops'))).toMatchObject({ is: 'untold' });
  });

  test('hours late, somebody else has the role: it is not sent, and that is said', async () => {
    const w = await assigned();
    const card = w.newest('card:ops');
    w.set.does({ type: 'role.assign', role: 'ops', person: { name: 'Nguyen A' } });
    expect(await w.sent(card)).toMatchObject({ note: 'Not sent: Pham C is not Operations lead any more.' });
    expect(w.twin.directMessagesTo('chi')).toEqual([]);
  });
});
