// A handover file into the incident's channel: three calls, one post, and never a second one without a look.
import { describe, expect, test } from 'vitest';
import { scopes } from '../../../src-main/integrations/slack/methods.ts';
import { realRandom } from '../../../src-main/platform/real-time.ts';
import { type World, world } from './kit.ts';

const bytes = realRandom().bytes(70_000);
const file = { name: 'INC-1.warroom', bytes };

const share = (w: World) =>
  w.settled(w.connection.shareFile!(file, 'Passphrase by voice & never <here>', w.situation()));
const posted = (w: World) => w.twin.messagesIn(w.room()).filter(({ files }) => files !== undefined);

describe('a file', () => {
  test('arrives byte for byte, once, with its line', async () => {
    const w = await world().openRoom();
    expect(await share(w)).toEqual({ is: 'shared', where: expect.stringMatching(/^#/u) as string });
    const [message, ...more] = posted(w);
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      text: 'Passphrase by voice &amp; never &lt;here&gt;',
      files: [{ name: file.name }],
    });
    const [kept] = w.twin.workspace.files.values();
    expect(Buffer.from(kept?.bytes ?? '', 'latin1').equals(Buffer.from(bytes))).toBe(true);
    // The token goes to the API alone.
    expect(w.twin.arrivals.map(({ call }) => call)).toContain('upload');
  });

  test('is refused plainly where there is no channel, or it is too large', async () => {
    const w = world();
    expect(await share(w)).toMatchObject({ is: 'not', why: expect.stringContaining('no channel') as string });
    await w.openRoom();
    const huge = { name: file.name, bytes: new Uint8Array(101 * 2 ** 20) };
    expect(await w.settled(w.connection.shareFile!(huge, '', w.situation()))).toMatchObject({
      is: 'not',
      why: expect.stringContaining('101 MB') as string,
    });
  });

  test('is refused with the scope that is missing, the channel that is closed, the token that is gone', async () => {
    const w = await world().openRoom();
    w.twin.setScopes(scopes.filter((scope) => scope !== 'files:write'));
    expect(await share(w)).toMatchObject({
      is: 'not',
      why: expect.stringContaining('lacks the scope files:write') as string,
    });
    w.twin.setScopes(scopes);
    w.twin.somebody.archives(w.room());
    expect(await share(w)).toMatchObject({ is: 'not', why: expect.stringContaining('is archived') as string });
    w.twin.setToken('token_revoked');
    expect(await share(w)).toMatchObject({ is: 'not', why: expect.stringContaining('revoked') as string });
    expect(posted(w)).toEqual([]);
  });

  test.each([
    ['offline', { kind: 'offline' } as const],
    ['Slack asks to go slower', { kind: 'status', status: 429, retryAfter: '30' } as const],
  ])('%s: nothing was posted, and it says so', async (_says, fault) => {
    for (const call of ['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal']) {
      const w = await world().openRoom();
      if (fault.kind === 'offline') w.twin.faults.arm({ does: fault });
      else w.twin.faults.once(call, fault);
      expect(await share(w), call).toMatchObject({ is: 'not' });
      expect(posted(w)).toEqual([]);
    }
  });
});

describe('an answer that is lost', () => {
  test.each(['files.getUploadURLExternal', 'upload'])('of %s posts nothing, and may be done again', async (call) => {
    const w = await world().openRoom();
    w.twin.faults.once(call, { kind: 'lose-after' });
    expect(await share(w)).toMatchObject({ is: 'not' });
    expect(await share(w)).toMatchObject({ is: 'shared' });
    expect(posted(w)).toHaveLength(1);
  });

  test.each(['lose-after', 'hang-after'] as const)(
    'of the last step (%s) is looked for in the channel',
    async (kind) => {
      const w = await world().openRoom();
      w.twin.faults.once('files.completeUploadExternal', { kind });
      expect(await share(w)).toMatchObject({ is: 'shared' });
      expect(posted(w)).toHaveLength(1);
    },
  );

  test('where it comes late, it is told as doubtful, and pressed again it is found and not posted twice', async () => {
    const w = await world().openRoom();
    w.twin.faults.once('files.completeUploadExternal', { kind: 'delay-apply', ms: 30_000 });
    expect(await share(w)).toMatchObject({ is: 'doubtful', why: expect.stringContaining('look there') as string });
    w.turned.turn(60_000);
    expect(await share(w)).toMatchObject({ is: 'shared' });
    expect(posted(w)).toHaveLength(1);
  });

  test('where the channel cannot be read, it is not sent again', async () => {
    const w = await world().openRoom();
    w.twin.faults.once('files.completeUploadExternal', { kind: 'lose-before' });
    w.twin.setScopes(scopes.filter((scope) => !scope.endsWith(':history')));
    expect(await share(w)).toMatchObject({ is: 'doubtful' });
    expect(await share(w)).toMatchObject({
      is: 'doubtful',
      why: expect.stringContaining('was not sent again') as string,
    });
    expect(posted(w)).toEqual([]);
    w.twin.setScopes(scopes);
    expect(await share(w)).toMatchObject({ is: 'shared' });
    expect(posted(w)).toHaveLength(1);
  });
});

test('an address that is not of Slack gets nothing', async () => {
  const reached: string[] = [];
  const w = await world({
    http: (twin) => async (url, init) => {
      reached.push(new URL(url).host);
      const response = await twin.fetch(url, init);
      if (!url.endsWith('files.getUploadURLExternal')) return response;
      return Response.json({ ok: true, upload_url: 'https://files.slack.com.example.org/upload', file_id: 'F1' });
    },
  }).openRoom();
  expect(await share(w)).toMatchObject({ is: 'not', why: expect.stringContaining('not its own') as string });
  expect(new Set(reached)).toEqual(new Set(['slack.example']));
});
