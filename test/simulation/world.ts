// The world of one night: the machines, the two vendors that they share, and one chance for all of it.
import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alarm } from '../../src-shared/incident/due.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { NIGHT, seeded } from '../journal/kit.ts';
import { fetchFrom } from '../twins/in-process.ts';
import type { Arrival } from '../twins/twin.ts';
import { slackTwin, type SlackTwin } from '../twins/slack/index.ts';
import { statuspageTwin, type StatuspageTwin } from '../twins/statuspage/index.ts';
import { type Agenda, agenda } from './agenda.ts';
import { keepTime } from './still.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type Machine, machineOf } from './machine.ts';

export interface World {
  agenda: Agenda;
  machines: readonly Machine[];
  ledger: Ledger;
  slack: SlackTwin;
  page: StatuspageTwin;
  chance: () => number;
  /** what is secret in this world: it is found nowhere but where it belongs */
  secrets: readonly string[];
  end: () => void;
}

export const PAGES = ['page-public', 'page-private'] as const;
export const PEOPLE = ['Nguyen A', 'Tran B', 'Le V'] as const;
const components = [
  { id: 'c-pay', name: 'Payments' },
  { id: 'c-api', name: 'API' },
];

/** The kernel's own memory where there is some: nothing of a night has to outlive it. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** `socket`: Slack tells over Socket Mode what happens; else its channels are read. */
export function openWorld(seed: number, count: number, { socket = false } = {}): World {
  const chance = seeded(seed * 40_503 + 7);
  const time = agenda(NIGHT);
  keepTime(time);
  const folder = mkdtempSync(join(MEMORY, 'warroom-night-'));
  const clock = {
    now: time.now,
    steady: time.now,
    after: (ms: number, call: () => void) => time.after(ms, call, null),
  };
  const slack = slackTwin({
    clock,
    chance,
    people: [...PEOPLE, 'Bui D'].map((realName) => ({ name: realName.toLowerCase().replace(' ', '.'), realName })),
    channels: [{ name: 'incidents' }, { name: 'exec-updates' }],
  });
  const page = statuspageTwin({
    clock,
    chance,
    pages: [
      { id: PAGES[0], components },
      { id: PAGES[1], isPrivate: true, components },
    ],
  });
  const env = {
    WARROOM_SLACK_TOKEN: slack.token,
    ...(socket ? { WARROOM_SLACK_APP_TOKEN: slack.socket.appToken } : {}),
    WARROOM_SLACK_API_URL: 'http://127.0.0.1:1/api/',
    WARROOM_STATUSPAGE_API_KEY: page.apiKey,
    WARROOM_STATUSPAGE_PAGE_ID: PAGES[0],
    WARROOM_STATUSPAGE_PRIVATE_PAGE_ID: PAGES[1],
    WARROOM_STATUSPAGE_API_URL: 'http://127.0.0.1:1/v1',
  };
  const ledger = openLedger(time);
  const answers = new WeakMap<Response, Arrival>();
  const machines = Array.from({ length: count }, (_, i): Machine => {
    const name = `laptop-${i + 1}`;
    const machine: Machine = machineOf({
      name,
      person: PEOPLE[i % PEOPLE.length]!,
      folder,
      agenda: time,
      chance,
      env,
      sockets: slack,
      vendor: (url) => {
        const { pathname } = new URL(url);
        // Slack's status page, which never knows of the outages of these nights.
        if (pathname.endsWith('/v2.0.0/current')) return () => Promise.resolve(new Response('{"status":"ok"}'));
        const twin = pathname.startsWith(slack.base) ? slack : page;
        // The vendor notes whose call it was.
        return async (...asked) => {
          let arrival: Arrival | undefined;
          const response = await fetchFrom((one) => {
            const outcome = twin.exchange(one, i + 1);
            arrival = twin.arrivals.at(-1);
            return outcome;
          })(...asked);
          if (arrival !== undefined) answers.set(response, arrival);
          return response;
        };
      },
      heard: (response) => {
        const arrival = answers.get(response);
        if (arrival !== undefined) ledger.heard.set(arrival, time.now());
      },
      watching: {
        events: (incident, ids) => ledger.shown(machine, incident, ids),
        shows: (_incident: string, now: Incident, anew: boolean) => ledger.screened(machine, now, anew),
      },
      onAlarm: (alarm: Alarm, wall: number) => ledger.alarmed(machine, alarm, wall),
      onStart: () => ledger.started(machine),
    });
    return machine;
  });
  return {
    agenda: time,
    machines,
    ledger,
    slack,
    page,
    chance,
    secrets: [slack.token, slack.socket.appToken, page.apiKey],
    end: () => {
      for (const machine of machines) machine.crash(false);
      keepTime(null);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
