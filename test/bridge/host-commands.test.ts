// What changes the host: identity, preferences, drafts; each refusal in words.
import { expect, it, onTestFinished } from 'vitest';
import { declaration, startHost } from '../incidents/host.ts';

it('keeps a half-typed line across a restart, and forgets it when it is empty', async () => {
  const on = await startHost(onTestFinished);
  const incident = on.newId();
  await on.connect().host({ type: 'draft.keep', key: `${incident}:composer`, text: 'half a sent' });
  await on.restart();
  const cockpit = on.connect();
  expect(await cockpit.query('drafts', { scope: incident })).toEqual({
    ok: true,
    answer: { [`${incident}:composer`]: 'half a sent' },
  });
  expect(await cockpit.query('drafts', { scope: 'start' })).toEqual({ ok: true, answer: {} });
  await cockpit.host({ type: 'draft.keep', key: `${incident}:composer`, text: '' });
  expect(await cockpit.query('drafts', { scope: incident })).toEqual({ ok: true, answer: {} });
});

it('guesses who is at the keyboard until somebody says so, and finds them again by name', async () => {
  const on = await startHost(onTestFinished);
  const cockpit = on.connect();
  expect((await cockpit.hostState()).identity).toMatchObject({ guessed: true, person: { name: 'nguyen' } });
  const incident = on.newId();
  await cockpit.dispatch(incident, declaration());
  const follower = cockpit.follow(incident);
  await follower.until((f) => f.messages.length > 0);
  await cockpit.host({ type: 'identity.set', name: 'tran b' });
  const { identity } = await cockpit.hostState();
  expect(identity).toMatchObject({ guessed: false, person: { id: follower.state().command.commander ?? '' } });
  await cockpit.dispatch(incident, { type: 'severity.change', to: 2, reason: 'x' });
  expect(follower.state().severity.changes[0]?.by).toBe(identity.person.id);
  expect(await cockpit.host({ type: 'identity.set', name: ' \u200b ' })).toMatchObject({
    ok: false,
    refusal: { code: 'empty', message: 'Your name is empty. Type it, then try again.' },
  });
});

it('changes only the preferences that are named, and refuses others in words', async () => {
  const on = await startHost(onTestFinished);
  const cockpit = on.connect();
  await cockpit.host({ type: 'preferences.set', preferences: { theme: 'light' } });
  await cockpit.host({ type: 'preferences.set', preferences: { sound: false } });
  expect((await cockpit.hostState()).preferences).toMatchObject({
    theme: 'light',
    sound: false,
    zone: 'Europe/Berlin',
  });
  for (const preferences of [{ theme: 'pink' }, { zone: 'Mars/Base' }, { retentionDays: 3 }, { colour: 1 }]) {
    const answer = await cockpit.host({ type: 'preferences.set', preferences });
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    expect(JSON.stringify(answer)).not.toMatch(/invalid|unrecognized|expected/iu);
  }
  expect((await cockpit.hostState()).preferences).toMatchObject({
    theme: 'light',
    zone: 'Europe/Berlin',
    retentionDays: null,
  });
});

it('says where it cannot copy, open or show', async () => {
  const on = await startHost(onTestFinished);
  const cockpit = on.connect();
  for (const command of [
    { type: 'clipboard.copy', text: 'x' },
    { type: 'link.open', url: 'https://example.com' },
    { type: 'data-folder.show' },
  ])
    expect(await cockpit.host(command)).toMatchObject({ ok: false, refusal: { code: 'not-available' } });
});

it('runs by the built-in playbook and says so when the one that was asked for is broken (promise 5)', async () => {
  const on = await startHost(onTestFinished, { env: { WARROOM_PLAYBOOK: '/no/such/playbook.yaml' } });
  const cockpit = on.connect();
  const { playbook } = await cockpit.hostState();
  expect(playbook).toMatchObject({ id: 'standard', source: 'built in' });
  expect(playbook.problems.join()).toContain('/no/such/playbook.yaml cannot be read');
  expect(await cockpit.dispatch(on.newId(), declaration())).toMatchObject({ ok: true });
});

it('tells nothing of an incident in the diagnostics', async () => {
  const on = await startHost(onTestFinished);
  const cockpit = on.connect();
  await cockpit.dispatch(on.newId(), declaration('A very secret title'));
  const answer = await cockpit.query('diagnostics', {});
  expect(JSON.stringify(answer)).toContain('Incidents: 1, running 1');
  expect(JSON.stringify(answer)).not.toMatch(/secret|Tran B|Payments/u);
});
