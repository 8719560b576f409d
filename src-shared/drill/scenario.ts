// The story of the first drill: who plays in it and what happens when. Data; the player puts it on the record by ordinary
// commands, in the names of people who say that they are played.
import type { Command, Incident, Person } from '../incident/index.ts';
import { seatsOf } from '../incident/roles.ts';

type Deed = Command extends infer C ? (C extends { id: string } ? Omit<C, 'id'> : never) : never;

/** Fixed ids: played people are the same in every drill, and nobody else. */
export const cast = {
  alerts: { id: '01DR0000000000000000000001', name: 'Alerts (drill)', handles: {} },
  mai: { id: '01DR0000000000000000000002', name: 'Mai (drill)', handles: {} },
  jonas: { id: '01DR0000000000000000000003', name: 'Jonas, VP (drill)', handles: {} },
} as const satisfies Record<string, Person>;

/**
 * One thing that happens, once. It is due when one of its times has come: `start` counts the running story, the others from
 * the step of the coach that was done. Seconds.
 */
export interface Inject {
  id: string;
  by: keyof typeof cast;
  due: readonly { after: 'start' | (string & {}); seconds: number }[];
  deed: Deed;
}

export interface Scenario {
  id: string;
  name: string;
  /** what the newcomer reads before declaring */
  alert: string;
  title: string;
  impact: string;
  components: readonly string[];
  injects: readonly Inject[];
}

const checkout: Scenario = {
  id: 'checkout-deploy',
  name: 'Checkout fails after a deploy',
  alert: 'Alert: checkout error rate 34 % (usual 0.4 %) for three minutes. Support has eleven tickets.',
  title: 'Checkout fails for a third of customers',
  impact: 'About 34 % of checkouts end in an error',
  components: ['Checkout'],
  injects: [
    {
      id: 'alert',
      by: 'alerts',
      due: [{ after: 'start', seconds: 1 }],
      deed: {
        type: 'timeline.log',
        kind: 'observation',
        text: 'Alert: checkout error rate 34 %, usual 0.4 %, for three minutes',
      },
    },
    {
      id: 'deploy',
      by: 'mai',
      due: [
        { after: 'acknowledge', seconds: 4 },
        { after: 'start', seconds: 40 },
      ],
      deed: {
        type: 'timeline.log',
        kind: 'observation',
        text: 'payments-api deploy 2291 went out six minutes before the first error',
      },
    },
    {
      id: 'hypothesis',
      by: 'mai',
      due: [
        { after: 'log', seconds: 4 },
        { after: 'start', seconds: 70 },
      ],
      deed: { type: 'hypothesis.raise', text: 'The new pool limit in deploy 2291 starves payments-api' },
    },
    {
      id: 'executive',
      by: 'jonas',
      due: [
        { after: 'update', seconds: 3 },
        { after: 'start', seconds: 110 },
      ],
      deed: {
        type: 'timeline.log',
        kind: 'communication',
        text: 'Walks in: "When is this fixed? I have the board on the phone."',
        star: true,
      },
    },
    {
      id: 'rolled-back',
      by: 'mai',
      due: [{ after: 'decide', seconds: 5 }],
      deed: { type: 'action.record', text: 'Rolled back deploy 2291; error rate is down to 12 % and falling' },
    },
    {
      id: 'recovered',
      by: 'alerts',
      due: [{ after: 'decide', seconds: 25 }],
      deed: { type: 'timeline.log', kind: 'observation', text: 'Checkout error rate 0.4 %, alert is clear' },
    },
  ],
};

const scenarios: readonly Scenario[] = [checkout];
export const firstScenario = checkout;

export function scenarioOf(id: string): Scenario | undefined {
  return scenarios.find((one) => one.id === id);
}

/** The injects that are due and did not happen yet. `since`: when a step was first seen done, in ms of the running story. */
export function dueInjects(
  scenario: Scenario,
  injected: readonly string[],
  ranMs: number,
  since: (step: string) => number | undefined,
): Inject[] {
  return scenario.injects.filter(
    ({ id, due }) =>
      !injected.includes(id) &&
      due.some(({ after, seconds }) => {
        const from = after === 'start' ? 0 : since(after);
        return from !== undefined && ranMs - from >= seconds * 1_000;
      }),
  );
}

/** Whoever was given a role answers, as a colleague would: the seats that are not acknowledged and not one's own. */
export function seatsToAnswer(incident: Incident, me: string): { role: string; person: string; since: number }[] {
  return (incident.declaration?.playbook?.roles ?? []).flatMap(({ id: role }) =>
    seatsOf(incident, role)
      .filter(({ acknowledgedAt, person }) => acknowledgedAt === null && person !== me)
      .map(({ person, since }) => ({ role, person, since })),
  );
}
