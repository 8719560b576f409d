// Who acts outside: command that travels in a file, its receipt, claims, and what a merge shows (docs/decisions/0008).
import { describe, expect, test } from 'vitest';
import { sitrep } from '../../src-shared/documents/sitrep.ts';
import { summaryOf } from '../../src-main/incidents/projections.ts';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { compareEvents, type RecordedEvent } from '../../src-shared/incident/event.ts';
import { emptyIncident, evolve, type Incident } from '../../src-shared/incident/index.ts';
import { seatsOf } from '../../src-shared/incident/roles.ts';
import { inCommand, nameInCommand } from '../../src-shared/incident/in-command.ts';
import { acts, awaitedPack, isDisputed, nextEpoch } from '../../src-shared/incident/station.ts';
import { aStation, station } from './a-station.ts';
import { an, binh, chi, declared, stage, time, type Stage } from './scenario.ts';

const there = station('b');
const third = station('c');

/** Binh has command and offers it to Chi; all is done but "I have command", and the file is made. */
function packed(): { set: Stage; handover: string } {
  const set = declared().at('14:40').by(binh);
  set.does({ type: 'handover.offer', to: { name: chi.name } });
  const handover = set.last('handover.offered');
  for (const step of ['shadow', 'sitrep', 'briefing', 'outgoing'] as const)
    set.does({ type: 'handover.skip', handover, step, reason: 'at once' });
  set.does({ type: 'station.pack', for: { id: chi.id } });
  return { set, handover };
}

/** The same record on the other laptop, where Chi said "I have command". */
function taken(): Stage {
  const { set, handover } = packed();
  set.on(there).by(chi).at('14:50').does({ type: 'handover.take', handover });
  return set;
}

const receipt = (set: Stage): string => {
  const pack = set.incident().station.packs.at(-1);
  return aStation.receipt(pack?.secret ?? '', pack?.id ?? '');
};

/** Both parts of a night that went on from the same record, folded together. */
function merged(...nights: readonly (readonly RecordedEvent[])[]): Incident {
  const all = new Map(nights.flat().map((event) => [event.id, event]));
  return [...all.values()].toSorted(compareEvents).reduce(evolve, emptyIncident(nights[0]?.[0]?.incident ?? ''));
}

describe('an incident that never left its laptop', () => {
  test('has no named holder: whoever has its record acts, and command passes as it did', () => {
    const set = declared();
    expect(set.incident().station.holder).toBeNull();
    expect(acts(set.incident(), there.own)).toBe(true);
    const given = set.on(there).does({ type: 'command.assign', person: { id: an.id }, reason: 'needed' });
    expect(given.map(({ type }) => type)).toEqual(['command.taken']);
    expect(set.refuses({ type: 'station.take' })).toMatchObject({ code: 'no-change' });
    expect(set.refuses({ type: 'station.yield', code: 'lusab-babad' }).code).toBe('impossible-order');
  });
});

describe('making the file', () => {
  test('A handover file names who acts until its receipt comes: the laptop that made it (ours)', () => {
    const { set } = packed();
    expect(set.incident().station.holder).toMatchObject({ is: 'known', station: aStation.id, by: binh.id });
    expect(acts(set.incident(), aStation.own)).toBe(true);
    expect(acts(set.incident(), there.own)).toBe(false);
    expect(awaitedPack(set.incident(), aStation.own)).toMatchObject({ for: chi.id, answeredAt: null });
    expect(awaitedPack(set.incident(), there.own)).toBeNull();
    expect(set.lines().at(-1)).toBe(
      'Tran B made a handover file for Pham C. Until its receipt is typed in, Warroom goes on acting from the laptop it was made on',
    );
  });

  test('is for whom command was offered to, or for the commander; anybody else is refused', () => {
    const set = declared().by(binh);
    expect(set.refuses({ type: 'station.pack', for: { name: chi.name } })).toMatchObject({
      code: 'impossible-order',
      message: 'Command is not on offer to Pham C. Offer it first, then make the file for them.',
    });
    expect(set.does({ type: 'station.pack', for: { name: binh.name } }).map(({ type }) => type)).toEqual([
      'station.packed',
    ]);
  });

  test('is refused on a laptop that does not act', () => {
    const { set } = packed();
    expect(set.on(there).refuses({ type: 'station.pack', for: { id: chi.id } })).toMatchObject({
      code: 'not-in-command',
    });
  });

  test('an earlier name of the same installation is the same installation', () => {
    const { set } = packed();
    const restored = { ...station('d'), own: [aStation.id, 'd'.repeat(32)] };
    expect(acts(set.incident(), restored.own)).toBe(true);
    expect(set.on(restored).refuses({ type: 'station.take' }).code).toBe('no-change');
  });
});

describe('taking command there', () => {
  test('"I have command" on the other laptop moves command and who acts, and gives a receipt to say (ours)', () => {
    const set = taken();
    const state = set.incident();
    expect(state.command).toMatchObject({ commander: chi.id, epoch: 2 });
    expect(state.station.holder).toMatchObject({ is: 'known', station: there.id, by: chi.id });
    expect(state.station.receipt?.code).toBe(receipt(set));
    expect(state.station.packs.every(({ answeredAt }) => answeredAt !== null)).toBe(true);
    expect(state.conflicts).toEqual([]);
    expect(set.lines().at(-1)).toBe(
      'Warroom acts from the laptop of Pham C from here on, by the handover file of Tran B',
    );
  });

  test('"I have command" is not said on the laptop that made the file: the receipt is typed there (ours)', () => {
    const { set, handover } = packed();
    expect(set.by(chi).refuses({ type: 'handover.take', handover })).toMatchObject({ code: 'impossible-order' });
    // Nobody opened it: taken back, and given here after all.
    set.by(binh).does({ type: 'handover.withdraw', handover, who: 'outgoing' });
    set.does({ type: 'handover.offer', to: { name: chi.name } });
    const again = set.last('handover.offered');
    for (const step of ['shadow', 'sitrep', 'briefing', 'outgoing'] as const)
      set.does({ type: 'handover.skip', handover: again, step, reason: 'at once' });
    expect(set.does({ type: 'handover.take', handover: again }).map(({ type }) => type)).toEqual(['command.taken']);
  });

  test('The same commander goes on, on another laptop, without a reason (ours)', () => {
    const set = declared().by(binh);
    set.does({ type: 'station.pack', for: { id: binh.id } });
    const made = set.on(there).does({ type: 'station.take' });
    expect(made.map(({ type }) => type)).toEqual(['command.taken', 'station.taken']);
    expect(set.incident().command).toMatchObject({ commander: binh.id, epoch: 2 });
    expect(set.incident().station.holder).toMatchObject({ station: there.id });
    expect(set.lines().slice(-2)).toEqual([
      'Tran B keeps command, on another laptop',
      'Warroom acts from the laptop of Tran B from here on, by the handover file of Tran B',
    ]);
  });

  test('Command that acts from another laptop is claimed with a reason (ours)', () => {
    const { set } = packed();
    set.on(third).by(an);
    expect(set.refuses({ type: 'command.assign', person: { id: an.id } }).code).toBe('reason-needed');
    expect(set.refuses({ type: 'station.take' })).toMatchObject({ code: 'reason-needed', field: 'reason' });
    set.does({ type: 'command.assign', person: { id: an.id }, reason: 'their laptop burnt' });
    expect(set.incident().station.holder).toMatchObject({ station: third.id, by: an.id });
    expect(set.lines().at(-1)).toBe(
      'Warroom acts from the laptop of Nguyen A from here on, claimed without a receipt: their laptop burnt',
    );
    expect(set.incident().station.receipt).toBeNull();
  });

  test('a vacant command is claimed with a reason as well, where another laptop acts', () => {
    const { set } = packed();
    set.does({ type: 'command.vacate', reason: 'gone' });
    expect(set.on(there).refuses({ type: 'station.take', reason: 'x' }).code).toBe('impossible-order');
    expect(set.refuses({ type: 'command.assign', person: { id: chi.id } }).code).toBe('reason-needed');
    set.does({ type: 'command.assign', person: { id: chi.id }, reason: 'they are gone' });
    expect(set.incident().station.holder).toMatchObject({ station: there.id });
  });
});

describe('the receipt', () => {
  test('The receipt, typed in where the file was made, fences that laptop; a wrong one does not (ours)', () => {
    const { set } = packed();
    expect(set.refuses({ type: 'station.yield', code: 'lusab-babad' })).toMatchObject({
      code: 'malformed',
      field: 'code',
    });
    expect(acts(set.incident(), aStation.own)).toBe(true);
    set.does({ type: 'station.yield', code: receipt(set).toUpperCase().replace(' ', ' - ') });
    expect(set.incident().station.holder).toMatchObject({ is: 'gone', station: aStation.id, to: chi.id });
    expect(acts(set.incident(), aStation.own)).toBe(false);
    expect(set.refuses({ type: 'station.yield', code: receipt(set) }).code).toBe('no-change');
    // Taken back from there it is a claim, under a number that the other cannot have.
    expect(set.refuses({ type: 'station.take' }).code).toBe('reason-needed');
    set.does({ type: 'station.take', reason: 'they are cut off' });
    expect(set.incident().command.epoch).toBe(3);
    expect(acts(set.incident(), aStation.own)).toBe(true);
  });
});

describe('a laptop that command has left', () => {
  /** Binh typed the receipt in at 15:00. */
  function left(): Stage {
    const { set } = packed();
    set.at('15:00').does({ type: 'station.yield', code: receipt(set) });
    return set;
  }

  test('Where command has left, it says who has it now and since when, not who had it (ours)', () => {
    const set = left();
    const incident = set.incident();
    expect(inCommand(incident)).toEqual({
      person: chi.id,
      since: time('15:00'),
      acknowledgedAt: time('15:00'),
      left: true,
    });
    expect(nameInCommand(incident)).toBe(chi.name);
    expect(seatsOf(incident, 'ic')).toMatchObject([{ person: chi.id }]);
    expect(summaryOf(incident)).toMatchObject({ commander: chi.name, due: [] });
    // Nobody is called to hand over here, however long it takes.
    const ids = clocksOf(incident, time('23:00')).map(({ id }) => id);
    expect(ids).not.toContain('seat');
    const text = sitrep(incident, { now: time('15:10'), zone: 'UTC' });
    expect(text).toContain('**Command:** with Pham C, on another laptop');
    expect(text).not.toContain('**Overdue:**');
  });

  test('Where command has left, a decision of whoever had it waits for whoever has it (ours)', () => {
    const set = left();
    expect(
      set
        .by(binh)
        .does({ type: 'decision.make', text: 'Roll back' })
        .map(({ type }) => type),
    ).toEqual(['decision.proposed']);
    expect(set.incident().timeline.entries.chunks.flat().at(-1)?.detail).toBe('Waits for Pham C');
    expect(set.refuses({ type: 'proposal.adopt', proposal: set.last('decision.proposed') })).toMatchObject({
      code: 'not-in-command',
    });
    // Taken back with a reason it is theirs again.
    set.does({ type: 'station.take', reason: 'they are cut off' });
    expect(inCommand(set.incident())).toMatchObject({ person: binh.id, left: false });
    set.does({ type: 'proposal.adopt', proposal: set.last('decision.proposed') });
  });

  test("Where only a vendor shows that it left, it is neither vacant nor the old commander's (ours)", () => {
    const { set } = packed();
    set.does({ type: 'station.overtake', vendor: 'slack', epoch: 5, taken: '7'.repeat(26) });
    expect(inCommand(set.incident())).toMatchObject({ person: null, left: true });
    expect(summaryOf(set.incident()).commander).toBe('whoever has the other laptop');
    set.by(binh).does({ type: 'decision.make', text: 'Roll back' });
    expect(set.refuses({ type: 'proposal.adopt', proposal: set.last('decision.proposed') }).message).toContain(
      'command is on another laptop. Open their handover file first',
    );
  });
});

describe('what a vendor shows', () => {
  test('A later command at a vendor fences the laptop that sees it, until it is merged or claimed (ours)', () => {
    const { set } = packed();
    set.does({ type: 'station.overtake', vendor: 'slack', epoch: 5, taken: '7'.repeat(26) });
    expect(set.incident().station.holder).toMatchObject({ is: 'gone', vendor: 'slack', to: null });
    expect(nextEpoch(set.incident())).toBe(6);
    expect(set.lines().at(-1)).toBe(
      'Slack shows a later command than was known: another laptop acts, and that of Tran B sends nothing more',
    );
    expect(set.refuses({ type: 'station.overtake', vendor: 'slack', epoch: 6, taken: '7'.repeat(26) }).code).toBe(
      'no-change',
    );
  });
});

describe('after a merge', () => {
  /** What each side wrote after the file, with a clock of its own. */
  function apart(givers: (set: Stage) => void, takers: (set: Stage) => void) {
    const [one, two] = [packed(), packed()];
    const before = one.set.events().length;
    givers(one.set);
    two.set.on(there).by(chi).does({ type: 'handover.take', handover: two.handover });
    takers(two.set);
    const own = (set: Stage, origin: string): RecordedEvent[] =>
      set.events().map((event, i) => (i < before ? event : { ...event, id: `${origin}${event.id.slice(1)}`, origin }));
    return { here: own(one.set, 'A'), over: own(two.set, 'B') };
  }

  test('the receipt and the taking come out the same, whichever is folded first', () => {
    const { here, over } = apart(
      (set) => set.does({ type: 'station.yield', code: receipt(set) }),
      () => {},
    );
    const both = merged(here, over);
    expect(JSON.stringify(merged(over, here))).toBe(JSON.stringify(both));
    expect(both.station.holder).toMatchObject({ is: 'known', station: there.id });
    expect(both.conflicts).toEqual([]);
    const turned = merged(
      here.map((event) => (event.type === 'station.yielded' ? { ...event, hlc: '9'.repeat(12) } : event)),
      over,
    );
    expect(turned.station.holder).toMatchObject({ is: 'known', station: there.id });
  });

  /** Both nights as one record on a stage, to go on from. */
  function onStage(...nights: readonly (readonly RecordedEvent[])[]): Stage {
    const set = stage();
    for (const event of nights.flat().toSorted(compareEvents)) set.folds(event);
    return set;
  }

  test.each([
    ['the claim is later', '9'],
    ['the clock of the relief goes ahead', '0'],
  ])('Two laptops that both took over are shown as a conflict, until somebody settles it (ours): %s', (_, digit) => {
    const { here, over } = apart(
      (set) => {
        set.does({ type: 'station.yield', code: receipt(set) });
        set.at('15:10').does({ type: 'station.take', reason: 'no word from them' });
      },
      () => {},
    );
    const shared = over.filter(({ origin }) => origin === 'one');
    const claims = here
      .filter(({ origin }) => origin !== 'one')
      .map((event, i) => ({ ...event, hlc: digit === '0' ? event.hlc : `9${String(i).padStart(11, '0')}` }));
    const takes = over
      .filter(({ origin }) => origin !== 'one')
      .map((event, i) => ({ ...event, hlc: digit === '9' ? event.hlc : `9${String(i).padStart(11, '0')}` }));
    const set = onStage(shared, claims, takes);
    expect(isDisputed(set.incident())).toBe(true);
    const holder = set.incident().station.holder;
    const acting = holder?.is === 'known' && holder.station === there.id ? there : aStation;
    expect(acting).toBe(digit === '9' ? aStation : there);
    // Whoever acts now says so once more, knowing of the other.
    set.on(acting).does({ type: 'station.take' });
    expect(isDisputed(set.incident())).toBe(false);
    expect(acts(set.incident(), acting.own)).toBe(true);
    expect(set.lines().at(-1)).toMatch(/^It is settled that Warroom acts from the laptop of/u);
  });
});

test('A handover file that went over a wire, or may have, is in the record; its passphrase is not, and it moves no command (ours)', () => {
  const set = declared().at('14:40').by(binh);
  const sent = { file: 'INC-1.warroom', vendor: 'slack', place: '#inc-1', useBy: Date.UTC(2025, 1, 28, 15, 40) };
  set.does({ type: 'station.send', ...sent });
  set.does({ type: 'station.send', ...sent, doubtful: true });
  expect(set.lines().slice(-2)).toEqual([
    'Tran B sent the handover file INC-1.warroom to #inc-1 in Slack. Its passphrase goes by voice; it is to be opened by 15:40 UTC',
    'Tran B sent the handover file INC-1.warroom to #inc-1 in Slack, and whether it arrived is not known. Its passphrase goes by voice; it is to be opened by 15:40 UTC',
  ]);
  expect(set.incident().station).toMatchObject({ holder: null, packs: [] });
});
