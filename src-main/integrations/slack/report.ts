// The test of a token: who it speaks for, which scopes it lacks, and whether the playbook's channels can be reached.
import { z } from 'zod';
import type { Playbook } from '../../../src-shared/incident/index.ts';
import type { TestReport } from '../../../src-shared/delivery.ts';
import type { Client } from './client.ts';
import { type Failure, outcomeOf } from './errors.ts';
import { scopes } from './methods.ts';
import type { Places } from './places.ts';

type Line = TestReport['lines'][number];

export async function testReport(
  client: Client,
  places: Places,
  { appToken, playbook }: { appToken: string | undefined; playbook: Playbook | undefined },
): Promise<TestReport> {
  // Asked anew each time: it is the token of now that is tested.
  const called = await client.who();
  if (called.is === 'refused')
    return { ok: false, lines: [failed('Workspace', outcomeOf('auth.test', called, 'Slack'))] };
  if (called.is !== 'ok') return { ok: false, lines: [failed('Workspace', called)] };
  const { team, url, user, response_metadata: more } = called.body;
  const lines: Line[] = [
    { what: 'Workspace', ok: true, detail: `${team ?? 'without a name'} (${url})` },
    { what: 'App', ok: true, detail: `@${user ?? 'without a name'}` },
    ...scopeLines(more?.scopes),
    await socketLine(client, appToken),
  ];
  for (const name of playbook === undefined ? [] : [playbook.channels.executives, playbook.channels.incidents]) {
    if (name === null) continue;
    const found = await places.named(name);
    const what = `Channel ${name.startsWith('#') ? name : `#${name}`}`;
    lines.push(found.is === 'ok' ? { what, ok: true, detail: 'Found' } : failed(what, found));
  }
  return { ok: lines.every(({ ok }) => ok), lines };
}

function scopeLines(granted: readonly string[] | undefined): Line[] {
  // Not every test workspace says so; the first call that lacks one will.
  if (granted === undefined) return [{ what: 'Scopes', ok: true, detail: 'Slack did not say which the app has.' }];
  const missing = scopes.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return [{ what: 'Scopes', ok: true, detail: `All ${scopes.length} are there.` }];
  return missing.map((scope) => ({
    what: `Scope ${scope}`,
    ok: false,
    detail: 'Missing',
    mend: `Add ${scope} to the app under "OAuth & Permissions" at api.slack.com, install it again, and enter the new token.`,
  }));
}

/** Asks for a connection without opening it. */
async function socketLine(client: Client, appToken: string | undefined): Promise<Line> {
  const what = 'Socket Mode';
  if (appToken === undefined)
    return { what, ok: true, detail: 'No app-level token: the channel is read every few seconds instead.' };
  const called = await client.call('apps.connections.open', { token: appToken }, z.object({ url: z.string() }));
  if (called.is === 'ok') return { what, ok: true, detail: 'What is said in the channel comes at once.' };
  if (called.is !== 'refused') return failed(what, called);
  const { why } = outcomeOf('apps.connections.open', called, 'Slack');
  const mend =
    'Make an app-level token with the scope connections:write under "Basic Information" at api.slack.com, and enter it here.';
  return { what, ok: false, detail: why, mend };
}

function failed(what: string, failure: Failure): Line {
  const mend = failure.is === 'parked' ? failure.mend : 'Try again in a moment.';
  return { what, ok: false, detail: failure.why, mend };
}
