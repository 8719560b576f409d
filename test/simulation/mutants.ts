// Planted bugs: each rewrites one expression of the production code as it is loaded, and is to be caught by the simulation. They
// show that the net has no holes where it matters. Where an expression is not there any more, the mutant fails loudly:
// then the code has changed, and the mutant with it.

export interface Mutant {
  name: string;
  /** from the project's root */
  file: string;
  /** is there exactly once */
  from: string;
  to: string;
  /** the invariants that catch it */
  breaks: readonly string[];
  /** a night that showed it: the search begins there, so that it is mostly found at once */
  seed: number;
}

/** As many seeds as the test gives each mutant: where its night is another one by now, one of the next shows it as well. */
export const SEEDS_OF_MUTANT = 150;

export const mutants: readonly Mutant[] = [
  {
    name: 'commits-return-before-the-flush',
    file: 'src-main/journal/connection.ts',
    from: `['synchronous', 'FULL', 2]`,
    to: `['synchronous', 'NORMAL', 1]`,
    breaks: ['ackedIsThere'],
    seed: 24,
  },
  {
    name: 'chain-hangs-on-its-first',
    file: 'src-main/journal/commit.ts',
    from: `prev = seal.toString('hex');`,
    to: `prev ??= seal.toString('hex');`,
    breaks: ['chainHolds'],
    seed: 1,
  },
  {
    name: 'commitment-without-salt',
    file: 'src-main/journal/commit.ts',
    from: `commitment: commitmentOf(salt, payload),`,
    to: `commitment: commitmentOf(new Uint8Array(0), payload),`,
    breaks: ['chainHolds'],
    seed: 1,
  },
  {
    name: 'hybrid-clock-follows-the-wall-back',
    file: 'src-main/journal/hybrid-clock.ts',
    from: `if (wall > ms) return reading(wall, 0);`,
    to: `if (wall !== ms) return reading(wall, 0);`,
    breaks: ['clockNeverBack'],
    seed: 4,
  },
  {
    name: 'hybrid-clock-forgotten-at-a-restart',
    file: 'src-main/journal/write.ts',
    from: `sealer.hlc = lastReading(db);`,
    to: `sealer.hlc = '';`,
    breaks: ['clockNeverBack', 'replayIsIncremental'],
    seed: 4,
  },
  {
    name: 'failed-commit-acknowledged',
    file: 'src-main/incidents/desk.ts',
    from: `if (!result.ok) return refusalOf(result, log);`,
    to: `if (!result.ok) return answer;`,
    breaks: ['neverAheadOfTruth'],
    seed: 4,
  },
  {
    name: 'screen-told-before-it-is-durable',
    file: 'src-main/incidents/desk.ts',
    from: `const result = await options.journal().commit({`,
    to: `publish(incident, { kind: 'events', cursor: (loaded?.cursor ?? 0) + 1, serverNow: clock.now(), events: unstamped });
    const result = await options.journal().commit({`,
    breaks: ['neverAheadOfTruth'],
    seed: 2,
  },
  {
    name: 'what-failed-at-the-flush-counts-as-written',
    file: 'src-main/journal/write.ts',
    from: `if (row?.['incident'] !== request.incident) return null;`,
    to: `if (row !== undefined && row['incident'] !== request.incident) return null;`,
    breaks: ['neverAheadOfTruth'],
    seed: 5,
  },
  {
    name: 'opening-skips-an-event',
    file: 'src-main/journal/write.ts',
    from: `const rows = rowsAfter(db, incident, good?.cursor ?? 0);`,
    to: `const rows = rowsAfter(db, incident, good?.cursor ?? 0).slice(good === null ? 0 : 1);`,
    breaks: ['sameSetSameState'],
    seed: 29,
  },
  {
    name: 'restored-record-keeps-its-origin',
    file: 'src-main/journal/opening.ts',
    from: `const ours = own instanceof Uint8Array && isOurs(dir, before ?? '');`,
    to: `const ours = own instanceof Uint8Array;`,
    breaks: ['numbersGivenOnce'],
    seed: 16,
  },
  {
    name: 'effects-not-written-with-their-event',
    file: 'src-main/journal/commit.ts',
    from: `for (const { key, incident, json } of request.outbox.put) sql.outbox.run(key, incident, json);`,
    to: ``,
    breaks: ['nothingWaitsForEver'],
    seed: 16,
  },
  {
    name: 'sending-not-written-down',
    file: 'src-main/outbox/outbox.ts',
    from: `await rows.keep(left);`,
    to: `rows.apply({ put: [rowOf(left)], remove: [] });`,
    breaks: ['saidOnce'],
    seed: 3,
  },
  {
    name: 'sending-at-a-crash-left-alone',
    file: 'src-main/outbox/attempt.ts',
    from: `if (standing.is === 'sending' || doubt)`,
    to: `if (doubt)`,
    breaks: ['nothingWaitsForEver', 'laneOrderKept'],
    seed: 103,
  },
  {
    name: 'unknown-sent-again-unseen',
    file: 'src-main/outbox/attempt.ts',
    from: `return { is: 'stays', pending: unknown(pending, outcome.why, now(), now() + FIRST_LOOK_MS) };`,
    to: `return { is: 'stays', pending: put({ ...pending, open: false }, { is: 'retry', why: outcome.why }, now(), chance()) };`,
    breaks: ['saidOnce'],
    seed: 3,
  },
  {
    name: 'late-twins-not-looked-for',
    file: 'src-main/outbox/attempt.ts',
    from: `sweep: pending.doubted ? sweeping(pending, SWEEPS_MS.length, now) : null,`,
    to: `sweep: null,`,
    breaks: ['saidOnce'],
    seed: 74,
  },
  {
    name: 'not-there-yet-counts-as-not-there',
    file: 'src-main/outbox/attempt.ts',
    from: `if (now() >= certainAt)`,
    to: `if (certainAt > 0)`,
    breaks: ['saidOnce'],
    seed: 3,
  },
  {
    name: 'lane-passes-what-is-unknown',
    file: 'src-main/outbox/turns.ts',
    from: `if (standing.is === 'unknown' && effect.ordered) taken.add(nameOf(pending));`,
    to: ``,
    breaks: ['laneOrderKept', 'saidOnce'],
    seed: 12,
  },
  {
    name: 'lane-without-order',
    file: 'src-main/outbox/turns.ts',
    from: `if (effect.ordered && taken.has(nameOf(pending))) break;`,
    to: ``,
    breaks: ['laneOrderKept', 'saidOnce'],
    seed: 12,
  },
  {
    name: 'settled-row-stays',
    file: 'src-main/outbox/outbox.ts',
    from: `sweep === null ? { put: [], remove: [key] }`,
    to: `sweep === null ? { put: [], remove: [] }`,
    breaks: ['saidOnce', 'nothingWaitsForEver'],
    seed: 3,
  },
  {
    name: 'restored-record-believed',
    file: 'src-main/cockpit.ts',
    from: `await vendors.outbox.load(true);`,
    to: `await vendors.outbox.load(false);`,
    breaks: ['saidOnce'],
    seed: 30,
  },
  {
    name: 'slack-door-opened-too-soon',
    file: 'src-main/integrations/slack/client.ts',
    from: `limits.close(method, clock.now(), afterMs ?? UNSAID_CLOSE_MS);`,
    to: ``,
    breaks: ['retryAfterKept'],
    seed: 39,
  },
  {
    name: 'twin-left-in-slack',
    file: 'src-main/integrations/slack/messages.ts',
    from: `for (const twin of later) {`,
    to: `for (const twin of later.slice(1)) {`,
    breaks: ['saidOnce'],
    seed: 74,
  },
  {
    name: 'any-room-of-that-name-is-ours',
    file: 'src-main/integrations/slack/channel.ts',
    from: `if (mark !== undefined) return mark === incident.id ? 'ours' : 'other';`,
    to: `if (mark !== undefined) return 'ours';`,
    breaks: ['oneRoomEach'],
    seed: 2,
  },
  {
    name: 'slack-text-not-escaped',
    file: 'src-main/integrations/slack/render.ts',
    from: `(sign) => ESCAPES[sign] ?? sign)`,
    to: `(sign) => sign)`,
    breaks: ['noMention'],
    seed: 2,
  },
  {
    name: 'private-post-told-to-the-room',
    file: 'src-main/integrations/slack/plan.ts',
    from: `publication.page === 'public'
      ? `,
    to: `publication.page !== undefined
      ? `,
    breaks: ['secretsStayHome'],
    seed: 4,
  },
  {
    name: 'personal-data-not-taken-out',
    file: 'src-main/outbox/guard.ts',
    from: `if (taken.length === 0) return effect;`,
    to: `if (taken.length >= 0) return effect;`,
    breaks: ['secretsStayHome'],
    seed: 26,
  },
  {
    name: 'token-in-the-log',
    file: 'src-main/integrations/slack/client.ts',
    from: `log.error('slack call failed', { method,`,
    to: `log.error('slack call failed', { method, token: config.token,`,
    breaks: ['secretsStayHome'],
    seed: 2,
  },
  {
    name: 'alarm-two-minutes-late',
    file: 'src-main/incidents/alarms.ts',
    from: `isRinging(one, now))`,
    to: `isRinging(one, now - 120_000))`,
    breaks: ['alarmsOnTime'],
    seed: 11,
  },
  {
    name: 'alarm-again-and-again',
    file: 'src-main/incidents/alarms.ts',
    from: `told.add(alarm.key);`,
    to: ``,
    breaks: ['alarmsOnTime'],
    seed: 1,
  },
  {
    name: 'wrong-incident-on-the-page-found',
    file: 'src-main/integrations/statuspage/find.ts',
    from: `.filter((one) => keysIn(one).all.includes(effect.key))`,
    to: `.filter((one) => keysIn(one).newest !== null)`,
    breaks: ['neverAheadOfTruth', 'nothingWaitsForEver'],
  },
  {
    name: 'asked-again-said-again',
    file: 'src-main/integrations/statuspage/index.ts',
    from: `...(event.actor.via === 'system' ? {} : { mayStandSince: post.submittedAt }),`,
    to: ``,
    breaks: ['saidOnce'],
  },
  {
    name: 'closed-door-forgotten-at-a-restart',
    file: 'src-main/outbox/kept-closed.ts',
    from: `read: () => all()[vendor] ?? {},`,
    to: `read: () => ({}),`,
    breaks: ['retryAfterKept'],
  },
  {
    name: 'answers-in-threads-not-read',
    file: 'src-main/integrations/slack/history.ts',
    from: `if (latest === undefined) {`,
    to: `if (latest !== '') {`,
    breaks: ['heardOnce'],
  },
  {
    name: 'restored-room-not-heard-anew',
    file: 'src-main/cockpit.ts',
    from: `vendors.hearAnew();`,
    to: ``,
    breaks: ['heardOnce'],
  },
  {
    name: 'deletions-not-noticed',
    file: 'src-main/inbox/compare.ts',
    from: `return known.thread === undefined ? known.message >= from : threads.has(known.thread);`,
    to: `return false;`,
    breaks: ['lastWordKept'],
  },
  {
    name: 'sign-taken-off-takes-nothing-back',
    file: 'src-shared/incident/room-taking.ts',
    from: `.filter(({ id }) => made.has(id))`,
    to: `.filter(() => false)`,
    breaks: ['signsTakeIn'],
  },
  {
    name: 'own-posts-heard',
    file: 'src-main/integrations/slack/speech.ts',
    from: `message.user === me.user_id ||
    (me.bot_id !== undefined && message.bot_id === me.bot_id) ||
    message.metadata?.event_type === EVENT_TYPE`,
    to: `false`,
    breaks: ['noEchoes'],
  },
  {
    name: 'asked-twice-done-twice',
    file: 'src-main/inbox/asks.ts',
    from: `commandIdOf(vendor, incident, \`\${wanted.type}/\${asked.key}\`)`,
    to: `commandIdOf(vendor, incident, \`\${wanted.type}/\${asked.key}/\${ports.clock.now()}\`)`,
    breaks: ['askedInTheRoomOnce'],
  },
  {
    name: 'changes-on-the-page-not-told',
    file: 'src-main/inbox/pages.ts',
    from: `if (look.is === 'unread') return [];`,
    to: `if (look.is !== 'gone') return [];`,
    breaks: ['theirsIsTheirs'],
  },
  {
    name: 'outage-begun-anew-by-a-crash',
    file: 'src-main/outbox/doors.ts',
    from: `remembered.get(effect.vendor) ?? lastLeftAt ?? clock.now()`,
    to: `clock.now()`,
    breaks: ['outageNotedOnce'],
  },
];
