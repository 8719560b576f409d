// One incident on two laptops without a network: given, gone on with on both, merged both ways, one truth (decision 8).
import { expect, onTestFinished, test } from 'vitest';
import { station } from './two-stations.ts';

test('a file brings the incident, both go on, and both come to the same state byte for byte', async () => {
  const ana = await station(onTestFinished, 'A');
  const bo = await station(onTestFinished, 'B');
  const incident = await ana.declare();
  await ana.log(incident, 'Payments fail since the deploy');

  const first = await ana.give(incident);
  const arrived = await bo.take(first.bytes, first.passphrase.toUpperCase().replaceAll('-', ' '));
  expect(arrived).toMatchObject({
    ok: true,
    seen: {
      incident,
      title: 'Payments fail',
      severity: 1,
      commander: 'Tran B',
      here: 0,
      madeBy: 'nguyen',
      newer: null,
    },
  });
  expect(await bo.state(incident)).toBe(await ana.state(incident));
  expect(bo.host.cockpit.incidents()).toEqual(ana.host.cockpit.incidents());

  await ana.log(incident, 'The rollback is on its way');
  bo.host.clock.turn(60_000);
  await bo.log(incident, 'Cards work again in Berlin');
  const watching = ana.screen.follow(incident);
  await watching.until(({ messages }) => messages.length > 0);
  const [fromAna, fromBo] = [await ana.give(incident), await bo.give(incident)];
  expect(await ana.take(fromBo.bytes, fromBo.passphrase)).toMatchObject({ ok: true, seen: { fresh: 2 } });
  expect(await bo.take(fromAna.bytes, fromAna.passphrase)).toMatchObject({ ok: true, seen: { fresh: 1 } });
  const state = await ana.state(incident);
  expect(await bo.state(incident)).toBe(state);
  expect(state).toContain('Cards work again in Berlin');
  await watching.until(({ messages }) => messages.at(-1)?.kind === 'rebase');
  expect(JSON.stringify(watching.state())).toBe(state);

  // The same file once more changes nothing; a start from disk comes to the same.
  expect(await ana.take(fromBo.bytes, fromBo.passphrase)).toMatchObject({ ok: true, seen: { fresh: 0 } });
  await ana.host.restart();
  expect(ana.host.cockpit.incidents()).toEqual(bo.host.cockpit.incidents());
});
