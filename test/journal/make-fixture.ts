// Makes test/fixtures/journals/<issue>: a small journal as this version writes it, for all later ones to read. Run once,
// when an issue lands:  npm exec -- node --import ./test/tooling/bundled-imports.ts test/journal/make-fixture.ts issue-2
// A fixture of an issue that has landed is never made again (it refuses), or it would prove nothing.
import fc from 'fast-check';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventSchemas } from '../../src-shared/incident/index.ts';
import { openJournal } from '../../src-main/journal/open.ts';
import { commandOf, step } from '../incident/random-commands.ts';
import { describeJournal } from './fixture-summary.ts';
import { WRITER, countingIds, listLog, playbook, scribe, seeded, turnedClock } from './kit.ts';

const [issue = '', force] = process.argv.slice(2);
const target = new URL(`../fixtures/journals/${issue}/`, import.meta.url).pathname;
if (!/^issue-\d+$/u.test(issue)) throw new Error('Say which issue: issue-N.');
if (existsSync(join(target, 'journal.db')) && force !== '--before-landing')
  throw new Error(`${target} is there already. Until its issue has landed, --before-landing makes it again.`);

const folder = mkdtempSync(join(tmpdir(), 'warroom-fixture-'));
const chance = seeded(2);
const clock = turnedClock();
const random = { bytes: (count: number) => Uint8Array.from({ length: count }, () => Math.floor(chance() * 256)) };
const opened = await openJournal({
  dir: join(folder, 'data'),
  writer: WRITER,
  clock,
  random,
  log: listLog(),
  appVersion: '0.1.0',
});
if (!opened.ok) throw new Error(opened.refusal.message);
const { journal } = opened;
const ids = countingIds();

const checkout = scribe(() => journal, { ids, clock });
const deeds: readonly ({ type: string } & Record<string, unknown>)[] = [
  { type: 'incident.acknowledge' },
  { type: 'status.move', to: 'investigating' },
  { type: 'role.assign', role: 'ops', person: { name: 'Chidi Okafor' } },
  { type: 'timeline.log', kind: 'observation', text: 'p99 at 4 s, café région eu-west-1 🙂', star: true },
  { type: 'timeline.log', kind: 'note', text: 'backdated by four minutes', at: -240_000 },
  { type: 'hypothesis.raise', text: 'The connection pool is exhausted' },
  { type: 'task.give', text: 'Look at the pool metrics', owner: { name: 'Dana Lee' }, timeBoxMs: 600_000 },
  { type: 'decision.make', text: 'Roll back the 02:50 deploy' },
  { type: 'status.move', to: 'identified' },
];
await checkout.declare();
const skipped: string[] = [];
for (const deed of deeds) {
  clock.turn(61_000);
  const { at } = deed as { at?: number };
  await checkout
    .do(at === undefined ? deed : { ...deed, at: clock.now() + at })
    .catch((error: unknown) => skipped.push(`${deed.type}: ${String(error)}`));
}
const typed = checkout.events().find((e) => e.type === 'entry.logged')!.id;
await checkout.do({ type: 'timeline.correct', entry: typed, text: 'p99 at 5 s, café région eu-west-1 🙂' });
const channel = { ref: 'slack/channel', remoteId: 'C0123', name: '#inc-20250228-checkout-is-down', how: 'made' };
const key = 'a'.repeat(32);
for (const deed of [
  { type: 'effect.settle', outcome: 'delivered', what: 'Open the channel', attached: [channel] },
  { type: 'effect.edit', what: 'Update #1', text: 'We roll back' },
  { type: 'effect.settle', outcome: 'withdrawn', what: 'Update #1', note: 'said by voice', attached: [] },
]) {
  clock.turn(1_000);
  const { vendor, ...rest } = { vendor: 'slack', effect: key, lane: 'slack', ...deed };
  await checkout.do(deed.type === 'effect.edit' ? rest : { vendor, ...rest });
}
await checkout.do({
  type: 'remote.attach',
  vendor: 'statuspage',
  ref: 'statuspage/incident',
  remoteId: 'p1',
  how: 'adopted',
});
const entries = Array.from({ length: 20 }, (_, i) => ({
  at: clock.now() - (20 - i) * 30_000,
  kind: 'note',
  text: `pasted line ${i}`,
}));
await checkout.do({ type: 'timeline.import', entries });

// What was said in the room, taken in, and how well it was heard.
const message = { place: 'C0123', message: '1740712000.000100' };
const reacted = { ...message, reaction: 'pushpin' };
for (const deed of [
  { type: 'listening.break', vendor: 'slack', place: 'C0123', why: 'The connection broke.' },
  {
    type: 'message.hear',
    vendor: 'slack',
    ...message,
    at: clock.now() - 90_000,
    text: 'pool is exhausted',
    files: [{ name: 'graph.png' }],
  },
  { type: 'message.edit', ...message, text: 'the pool is exhausted', edit: '1740712060.000000' },
  { type: 'message.react', ...reacted, on: true },
  { type: 'message.react', ...reacted, on: false },
  { type: 'message.pin', ...message, on: true },
  { type: 'message.take', ...message, as: 'decision' },
  { type: 'message.delete', ...message },
  { type: 'listening.catch-up', vendor: 'slack', place: 'C0123', brought: 1, missing: 'older than 4,000 messages' },
  { type: 'vendor.lose', vendor: 'slack', since: clock.now() - 1_000_000 },
  { type: 'elsewhere.tell', way: 'sms', text: 'We roll back', reached: 'all on call' },
  { type: 'page.drift', page: 'public', key: 'u1/1', what: 'doubled', text: 'We look', at: clock.now(), update: 'u1' },
]) {
  clock.turn(61_000);
  await checkout.do(deed);
}
await checkout.do({ type: 'page.settle-drift', drift: checkout.events().at(-1)?.id, choice: 'ours' });

// What an auditor asks for, and a file for another laptop.
for (const deed of [
  { type: 'access.list', who: 'Le D', system: 'payment-db', right: 'admin' },
  { type: 'access.list', who: 'Le D', system: 'payment-cache' },
  {
    type: 'record.checkpoint',
    occasion: 'asked',
    digest: 'd'.repeat(64),
    events: 60,
    heads: [{ origin: 'e'.repeat(32), seq: 60, hash: 'f'.repeat(64), signature: 'c2lnbmVk' }],
  },
  { type: 'handover.offer', to: { name: 'Dana Lee' } },
  { type: 'station.pack', for: { name: 'Dana Lee' } },
]) {
  clock.turn(1_000);
  await checkout.do(deed);
}
const [kept, struck] = checkout.state().evidence.access;
await checkout.do({ type: 'access.review', access: kept?.id, finding: 'Needed for the failover' });
await checkout.do({ type: 'access.strike', access: struck?.id, reason: 'It was somebody else' });

const search = scribe(() => journal, { ids, clock, number: 'INC-20250228-02' });
clock.turn(120_000);
await search.declare('Search is slow');
await search.log('retracted by mistake');
await search.do({ type: 'timeline.undo' });
// A long night of made-up commands, until nearly everything that the protocol can say has been said.
const under = structuredClone(playbook);
under.statusPage.approval = { by: 'Legal or PR', optional: true };
const night = scribe(() => journal, { ids, clock, number: 'INC-20250228-03', under });
clock.turn(120_000);
await night.declare('Everything at once');
for (const made of fc.sample(step, { numRuns: 1_500, seed: 4 })) {
  clock.turn(Math.min(made.ms, 60_000));
  const wanted = commandOf(night.state(), made, clock.now());
  // Closing ends the night.
  const ends = wanted.type === 'status.move' && wanted.to === 'closed';
  if (!ends) await night.do(wanted).catch(() => undefined);
}
await journal.snapshot(checkout.incident);
await journal.backup();
await journal.close();

// The backup is the whole journal in one file, without a log beside it.
mkdirSync(target, { recursive: true });
copyFileSync(join(folder, 'data', 'backups', (await journal.backups())[0]!.name), join(target, 'journal.db'));
writeFileSync(
  join(target, 'expected.json'),
  `${JSON.stringify(await describeJournal(join(target, 'journal.db')), null, 2)}\n`,
);
rmSync(folder, { recursive: true, force: true });
const said = new Set(night.events().map(({ type }) => type));
console.log(
  `Unsaid: ${Object.keys(eventSchemas)
    .filter((type) => !said.has(type))
    .join(', ')}`,
);
console.log(`Made ${target}${skipped.length === 0 ? '' : `, without:\n${skipped.join('\n')}`}`);
