// The test of the settings: who the token speaks for, what it lacks, whether the playbook's channels can be reached.
import { describe, expect, test } from 'vitest';
import { scopes } from '../../../src-main/integrations/slack/methods.ts';
import { standard, world } from './kit.ts';

describe('the test of a token', () => {
  test('a good one: workspace, app, scopes, and both channels', async () => {
    const w = world({ twin: { scopes } });
    expect(await w.settled(w.connection.test(standard))).toEqual({
      ok: true,
      lines: [
        { what: 'Workspace', ok: true, detail: 'Example Ltd (https://example.slack.com/)' },
        { what: 'App', ok: true, detail: '@warroom' },
        { what: 'Scopes', ok: true, detail: `All ${scopes.length} are there.` },
        { what: 'Socket Mode', ok: true, detail: 'What is said in the channel comes at once.' },
        { what: 'Channel #exec-updates', ok: true, detail: 'Found' },
        { what: 'Channel #incidents', ok: true, detail: 'Found' },
      ],
    });
    expect(w.twin.arrivals.map(({ call }) => call)).toEqual([
      'auth.test',
      'apps.connections.open',
      'conversations.list',
    ]);
  });

  test('each missing scope, with what mends it', async () => {
    const w = world({ twin: { scopes: scopes.filter((scope) => !scope.startsWith('pins') && scope !== 'im:write') } });
    const report = await w.settled(w.connection.test());
    expect(report.ok).toBe(false);
    expect(report.lines.filter(({ ok }) => !ok)).toEqual(
      ['im:write', 'pins:read', 'pins:write'].map((scope) => ({
        what: `Scope ${scope}`,
        ok: false,
        detail: 'Missing',
        mend: `Add ${scope} to the app under "OAuth & Permissions" at api.slack.com, install it again, and enter the new token.`,
      })),
    );
  });

  test.each(['not_allowed_token_type', 'invalid_auth'] as const)(
    'an app-level token that Slack does not take (%s) says how to make one',
    async (state) => {
      const w = world();
      w.twin.socket.setToken(state);
      const report = await w.settled(w.connection.test());
      expect(report.ok).toBe(false);
      expect(report.lines.filter(({ ok }) => !ok)).toMatchObject([
        { what: 'Socket Mode', mend: expect.stringContaining('connections:write') as string },
      ]);
    },
  );

  test('a channel that is not there', async () => {
    const w = world({ twin: { channels: [{ name: 'incidents' }] } });
    const report = await w.settled(w.connection.test(standard));
    expect(report.lines.filter(({ ok }) => !ok)).toMatchObject([
      { what: 'Channel #exec-updates', mend: expect.stringContaining('Create #exec-updates') as string },
    ]);
  });

  test.each([
    ['invalid_auth', 'Slack does not know this token.'],
    ['token_revoked', 'The Slack token was revoked.'],
  ] as const)('%s', async (state, why) => {
    const w = world();
    w.twin.setToken(state);
    const report = await w.settled(w.connection.test());
    expect(report).toMatchObject({ ok: false, lines: [{ what: 'Workspace', ok: false, detail: why }] });
    // Once it is good again, it is asked anew.
    w.twin.setToken('good');
    expect(await w.settled(w.connection.test())).toMatchObject({ ok: true });
  });

  test('no network', async () => {
    const w = world();
    w.twin.faults.arm({ does: { kind: 'offline' } });
    expect(await w.settled(w.connection.test())).toMatchObject({
      ok: false,
      lines: [{ detail: 'Slack cannot be reached (ECONNREFUSED)', mend: 'Try again in a moment.' }],
    });
  });
});
