// Statuspage: what goes to it, and how. Only texts that a person has let go; the page itself belongs to its own people.
import { besideText } from '../../../src-shared/incident/page-words.ts';
import type { RecordedEvent } from '../../../src-shared/incident/event.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { pageDriftEvents } from '../../../src-shared/incident/page-drift.ts';
import { pageLane, pageName, pageRef, statusPageEvents, stepName } from '../../../src-shared/incident/status-page.ts';
import { statusPageSteps } from '../../../src-shared/playbook/schema.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import type { Connection, Integration, Planned } from '../integration.ts';
import { check } from './check.ts';
import { openClient, RULE_IN_WORDS } from './client.ts';
import { openComponents } from './components.ts';
import { type Config, config, fields } from './config.ts';
import { find } from './find.ts';
import { look } from './look.ts';
import { marks } from './marks.ts';
import { openMaintenance } from './maintenance.ts';
import { linkOf, openOn, pageOfRef, pagesOf } from './pages.ts';
import { findRepeat, markRepeat, REPEAT } from './repeat.ts';
import { type Desk, NO_PAGE, send } from './send.ts';

export const integration: Integration<Config> = {
  vendor: 'statuspage',
  name: 'Statuspage',
  fields,
  config,
  lanes: (settings) =>
    pagesOf(settings).map(({ lane, page }) => ({
      lane,
      name: page === 'public' ? 'Statuspage' : 'Private page',
      page,
    })),
  plan,
  connect,
};

function plan(...[event, , after, lanes]: Parameters<Integration['plan']>): readonly Planned[] {
  if (event.type === 'page.drift-settled') return repeatPlan(event, after, lanes);
  if (event.type !== 'status-page.released') return [];
  const read = statusPageEvents['status-page.released'].safeParse(event.payload);
  const post = after.statusPage.publications.find((one) => one.id === read.data?.publication);
  if (post === undefined || !lanes.includes(pageLane(post.page))) return [];
  return [
    {
      kind: 'post',
      // Whoever is asked again after a crash or a restore may say yes to what is out already.
      knownBy: post.id,
      ...(event.actor.via === 'system' ? {} : { mayStandSince: post.submittedAt }),
      lane: pageLane(post.page),
      what: `${pageName(post.page)}: ${stepName(post.step)}`,
      ordered: true,
      needs: [],
      freshness: 'public',
      slot: 'page',
      text: post.text,
      detail: [
        besideText(post),
        ...(post.nextAt === undefined
          ? []
          : [`promises the next post by ${formatClock(post.nextAt, 'UTC', 'to-the-minute')} UTC`]),
      ].join('; '),
      body: {
        step: post.step,
        components: post.components.map(({ name, state }) => ({ name, state })),
        notify: post.notify,
        title: after.declaration?.title ?? '',
      },
    },
  ];
}

/** A text that stands there twice, and the later one is to say so. */
function repeatPlan(...[event, after, lanes]: [RecordedEvent, Incident, readonly string[]]): readonly Planned[] {
  const settled = pageDriftEvents['page.drift-settled'].safeParse(event.payload).data;
  const drift = after.pageDrift.find(({ id }) => id === settled?.drift);
  if (settled?.text === undefined || drift?.update === undefined || !lanes.includes(pageLane(drift.page))) return [];
  return [
    {
      kind: REPEAT,
      lane: pageLane(drift.page),
      what: `${pageName(drift.page)}: mark the repeated post`,
      ordered: false,
      needs: [pageRef(drift.page)],
      freshness: 'lasting',
      slot: null,
      text: settled.text,
      detail: 'nobody gets mail for it',
      body: { update: drift.update },
    },
  ];
}

function connect(settings: Config, ports: Parameters<Integration['connect']>[1]): Connection {
  const client = openClient(settings, ports);
  const components = openComponents(client);
  const pages = pagesOf(settings);
  const maintenance = openMaintenance(client);
  const desk: Desk = { client, components, pages, orphans: new Map(), asked: new Map() };
  return {
    readyAt: () => client.readyAt(),
    send: (effect, situation) =>
      effect.kind === REPEAT ? markRepeat(desk, effect, situation) : send(desk, effect, situation),
    find: (effect, situation, since) =>
      effect.kind === REPEAT ? findRepeat(desk, effect, situation) : find(desk, effect, situation, since),
    marks: (situation) => marks(desk, situation),
    test: () => check(client, components, pages),
    budget: () => ({ words: RULE_IN_WORDS, limitedUntil: client.limitedUntil() }),
    components: async () => {
      const read = await Promise.all(pages.map(async (at) => ({ at, known: await components.read(at) })));
      // A page that cannot be read is left out: the cockpit then goes by the incident's own components.
      return read.flatMap(({ at: { lane, page }, known }) =>
        known.ok ? [{ lane, page, at: known.at, components: known.components }] : [],
      );
    },
    openIncidents: async (lane) => {
      const at = pages.find((one) => one.lane === lane);
      if (at === undefined) return [];
      const list = await openOn(client, at);
      if (!list.ok) throw new Error(list.failure.why);
      return list.all
        .filter(({ status }) => STEPS.has(status))
        .map((one) => ({
          id: one.id,
          name: one.name,
          status: one.status,
          url: linkOf(one),
          updatedAt: one.updated_at ?? one.created_at,
        }));
    },
    look: async (lane, ref) => {
      const at = pages.find((one) => one.lane === lane);
      if (at === undefined) return { is: 'unread', why: NO_PAGE.why };
      const standing = await look(client, components, pageOfRef(at, ref), ref.remoteId);
      await maintenance.refresh(at);
      return standing;
    },
    maintenance: (lane) => maintenance.known(lane),
    close: client.close,
  };
}

/** Planned maintenance has states of its own, and is nothing to adopt. */
const STEPS: ReadonlySet<string> = new Set(statusPageSteps);
