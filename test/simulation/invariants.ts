// What has to hold in every night, one function each, with its name and where it comes from (reliability research, section
// 4, by number; the others are promises of the design). `step`: looked at after every step; `end`: when the night is over,
// the faults are gone and everything had time to settle; `always`: in the moment it happens (ledger.ts).
import { alarmsOnTime, neverAheadOfTruth, noSilentReorder, secretsStayHome } from './invariants/cockpit.ts';
import {
  laneOrderKept,
  noMention,
  nothingFromNowhere,
  nothingWaitsForEver,
  oneRoomEach,
  retryAfterKept,
  saidOnce,
  settledIsOver,
} from './invariants/outside.ts';
import {
  ackedIsThere,
  causalOrderKept,
  chainHolds,
  clockNeverBack,
  commandsCountOnce,
  everythingReadable,
  neverEdited,
  numbersGivenOnce,
  oneCommander,
  replayIsIncremental,
  sameSetSameState,
} from './invariants/record.ts';
import {
  askedInTheRoomOnce,
  heardOnce,
  lastWordKept,
  noEchoes,
  outageNotedOnce,
  signsTakeIn,
  theirsIsTheirs,
} from './invariants/inbound.ts';
import { mergesAlike, oldEpochSendsNothing } from './invariants/travel.ts';
import type { Machine } from './machine.ts';
import type { Row } from './truth.ts';
import type { World } from './world.ts';

export interface Invariant {
  name: string;
  source: string;
  when: 'step' | 'end' | 'always';
  /** broken promises in words; empty when it is kept. `fresh`: rows that came to each disk since it was looked at last */
  broken: (world: World, fresh: ReadonlyMap<Machine, readonly Row[]>) => string[];
}

const RESEARCH = 'reliability research 4';

/** Of what comes in. */
export const inbound: readonly { name: string; source: string; broken: (world: World) => string[] }[] = [
  { name: 'heardOnce', source: 'decision 7: twice is once', broken: heardOnce },
  { name: 'lastWordKept', source: 'decision 7: found by comparing', broken: lastWordKept },
  { name: 'signsTakeIn', source: 'decision 7: which reaction means what', broken: signsTakeIn },
  { name: 'noEchoes', source: 'decision 7: our own posts never come back', broken: noEchoes },
  { name: 'askedInTheRoomOnce', source: 'decision 7: asked for as commands', broken: askedInTheRoomOnce },
  { name: 'theirsIsTheirs', source: 'DOMAIN 7: changes on the page', broken: theirsIsTheirs },
  { name: 'outageNotedOnce', source: 'decision 6: an outage', broken: outageNotedOnce },
];

export const invariants: readonly Invariant[] = [
  { name: 'ackedIsThere', source: `${RESEARCH} (1)`, when: 'step', broken: ackedIsThere },
  { name: 'neverEdited', source: `${RESEARCH} (2)`, when: 'end', broken: neverEdited },
  { name: 'chainHolds', source: `${RESEARCH} (3)`, when: 'step', broken: chainHolds },
  { name: 'mergesAlike', source: `${RESEARCH} (4)`, when: 'end', broken: mergesAlike },
  { name: 'sameSetSameState', source: `${RESEARCH} (5)`, when: 'end', broken: sameSetSameState },
  { name: 'replayIsIncremental', source: `${RESEARCH} (6)`, when: 'end', broken: replayIsIncremental },
  { name: 'clockNeverBack', source: `${RESEARCH} (7)`, when: 'step', broken: clockNeverBack },
  { name: 'causalOrderKept', source: `${RESEARCH} (8)`, when: 'end', broken: causalOrderKept },
  { name: 'oneCommander', source: `${RESEARCH} (9)`, when: 'end', broken: oneCommander },
  { name: 'saidOnce', source: `${RESEARCH} (10)`, when: 'end', broken: saidOnce },
  { name: 'nothingFromNowhere', source: `${RESEARCH} (11)`, when: 'step', broken: nothingFromNowhere },
  { name: 'laneOrderKept', source: `${RESEARCH} (12)`, when: 'end', broken: laneOrderKept },
  { name: 'nothingWaitsForEver', source: `${RESEARCH} (13)`, when: 'end', broken: nothingWaitsForEver },
  { name: 'settledIsOver', source: 'decision 6: settled with its row', when: 'step', broken: settledIsOver },
  { name: 'alarmsOnTime', source: `${RESEARCH} (14)`, when: 'step', broken: alarmsOnTime },
  { name: 'secretsStayHome', source: `${RESEARCH} (15)`, when: 'end', broken: secretsStayHome },
  { name: 'neverAheadOfTruth', source: `${RESEARCH} (16)`, when: 'step', broken: neverAheadOfTruth },
  { name: 'noSilentReorder', source: `${RESEARCH} (17)`, when: 'always', broken: noSilentReorder },
  { name: 'oldEpochSendsNothing', source: `${RESEARCH} (18)`, when: 'step', broken: oldEpochSendsNothing },
  { name: 'retryAfterKept', source: 'DESIGN 5: rate limits', when: 'end', broken: retryAfterKept },
  { name: 'noMention', source: 'DESIGN 1, promise 2; reliability research 6', when: 'end', broken: noMention },
  {
    name: 'commandsCountOnce',
    source: 'DESIGN 3: a command id accepted before',
    when: 'end',
    broken: commandsCountOnce,
  },
  { name: 'numbersGivenOnce', source: 'decision 3: origins', when: 'step', broken: numbersGivenOnce },
  { name: 'oneRoomEach', source: 'DESIGN 5: reconciling a channel', when: 'end', broken: oneRoomEach },
  ...inbound.map((one) => ({ ...one, when: 'end' as const })),
  { name: 'everythingReadable', source: 'DESIGN 3: released events', when: 'step', broken: everythingReadable },
];
