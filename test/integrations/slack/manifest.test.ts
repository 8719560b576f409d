// The manifest asks for what the code uses: no scope too many, none too few.
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { callScopes, events, methods, scopes } from '../../../src-main/integrations/slack/methods.ts';
import { manifestPath, slackManifest } from '../../tooling/slack-manifest.ts';
import { binh, chi, playbookWith, world } from './kit.ts';

const folder = resolve(import.meta.dirname, '../../../src-main/integrations/slack');
const sources = globSync('*.ts', { cwd: folder }).map((name) => ({
  name,
  text: readFileSync(resolve(folder, name), 'utf8'),
}));

describe('the Slack app', () => {
  test('its manifest in assets/ is what is made from the code', () => {
    expect(readFileSync(manifestPath, 'utf8')).toBe(slackManifest());
    expect((parse(slackManifest()) as { oauth_config: { scopes: { bot: string[] } } }).oauth_config.scopes.bot).toEqual(
      scopes,
    );
  });

  test('every method of the table is called, and nothing that is not in it', () => {
    const called = sources
      .filter(({ name }) => name !== 'methods.ts' && name !== 'errors.ts')
      .flatMap(({ text }) => [
        ...text.matchAll(/'((?:apps|auth|users|conversations|chat|files|pins|bookmarks|views)\.[A-Za-z.]+)'/gu),
      ])
      .map(([, method]) => method);
    expect(new Set(called)).toEqual(new Set(Object.keys(methods)));
  });

  test('there is one way out: only the client has the SDK, and it has nothing but `apiCall`', () => {
    const withSdk = sources.filter(({ text }) => text.includes('@slack/web-api')).map(({ name }) => name);
    expect(withSdk).toEqual(['client.ts']);
    const client = sources.find(({ name }) => name === 'client.ts')!.text;
    expect(client.match(/\bweb\.\w+/gu)).toEqual(['web.apiCall']);
  });

  test('every event that it is told of is read, and no other', () => {
    const { settings } = parse(slackManifest()) as { settings: { event_subscriptions: { bot_events: string[] } } };
    expect(settings.event_subscriptions.bot_events).toEqual(Object.keys(events).toSorted());
    const reader = sources.find(({ name }) => name === 'events.ts')!.text;
    for (const event of Object.keys(events)) expect(reader).toContain(`case '${event.split('.')[0]}'`);
  });

  test('a whole night needs each of the scopes of its calls, and no other', async () => {
    expect(await missingIn(scopes)).toEqual([]);
    for (const left of callScopes)
      expect(await missingIn(scopes.filter((scope) => scope !== left)), `without ${left}`).not.toEqual([]);
  });
});

/** The methods that were refused for want of a scope in a night in a public and one in a private room. */
async function missingIn(granted: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const isPrivate of [false, true]) {
    const playbook = playbookWith((book) => {
      book.channels.private = isPrivate;
      book.links = [{ label: 'Status page', url: 'https://status.example.com' }];
    });
    const w = world({ playbook, twin: { scopes: granted } });
    w.set.at('14:50').does({ type: 'person.update', person: binh.id, handles: { email: 'binh@example.com' } });
    w.set.does({ type: 'role.assign', role: 'ops', person: { name: chi.name } });
    w.set.does({ type: 'update.post', audience: 'executives', text: 'We know.' });
    w.set.does({ type: 'status.move', to: 'resolved' });
    w.set.does({ type: 'status.move', to: 'closed' });
    w.set.does({ type: 'channel.archive' });
    // As far as it goes: with a scope missing, the rest waits.
    for (const effect of w.effects()) {
      if (effect.kind === 'archive')
        await w.settled(w.connection.shareFile!({ name: 'INC-1.warroom', bytes: Buffer.from('x') }, '', w.situation()));
      await w.send(effect);
      w.turned.turn(4_000);
      if (effect.kind !== 'archive') await w.find(effect, 0);
    }
    missing.push(...w.twin.arrivals.filter(({ error }) => error === 'missing_scope').map(({ call }) => call));
  }
  return missing;
}
