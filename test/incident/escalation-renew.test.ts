// A chain that runs is offered anew where its steps have become others (DOMAIN.md 10).
import { expect, test } from 'vitest';
import { runningEscalations } from '../../src-shared/incident/escalation-chain.ts';
import { renewed } from '../../src-shared/incident/escalation-renew.ts';
import { nameOf } from '../../src-shared/incident/people.ts';
import { declared, standard, time } from './scenario.ts';

test('A raised severity offers the chain of that severity anew, and whoever was named keeps their position (ours)', () => {
  const [chain] = standard.escalation.chains;
  if (chain === undefined) throw new Error('The standard playbook has a chain.');
  const steps = [...chain.steps, { position: 'Director on call', afterMin: 45, severities: [1 as const] }];
  const playbook = { ...standard, escalation: { ...standard.escalation, chains: [{ ...chain, steps }] } };
  const set = declared({ playbook, severity: 2 }).at('14:40');
  set.does({ type: 'escalation.start', chain: 'on-call', reason: 'Nobody has acknowledged' });
  const id = set.last('escalation.started');
  const positions = (): string[] => runningEscalations(set.incident())[0]?.steps.map((step) => step.position) ?? [];
  set.does({ type: 'escalation.name', escalation: id, step: 1, person: { name: 'Dana E' } });
  expect(set.refuses({ type: 'escalation.renew', escalation: id })).toMatchObject({ code: 'no-change' });
  set.at('14:50').does({ type: 'severity.change', to: 1, reason: 'It is everybody' });
  expect(positions(), 'it is offered, not done').not.toContain('Director on call');
  expect(renewed(set.incident(), runningEscalations(set.incident())[0]!)?.steps.at(-1)?.position).toBe(
    'Director on call',
  );
  set.does({ type: 'escalation.renew', escalation: id });
  expect(positions()).toEqual([...chain.steps.map(({ position }) => position), 'Director on call']);
  const [running] = runningEscalations(set.incident());
  expect(nameOf(set.incident(), running?.steps[1]?.person)).toBe('Dana E');
  expect(running?.startedAt).toBe(time('14:50'));
  expect(set.incident().escalation.escalations[0]?.ended).toMatchObject({ how: 'stopped' });
  expect(set.refuses({ type: 'escalation.renew', escalation: id }).code).toBe('unknown-record');
});
