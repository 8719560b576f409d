// `npm run twins`: it starts, prints what to paste, and its control page shows and breaks what it says.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { turnedClock } from '../journal/kit.ts';
import { type Stage, buttons } from './buttons.ts';
import { serveControl } from './control.ts';
import { hear } from './kit.ts';
import { channels, pages, people } from './sample.ts';
import { slackTwin } from './slack/index.ts';
import { statuspageTwin } from './statuspage/index.ts';

async function control() {
  const clock = turnedClock();
  const slack = slackTwin({ clock, people, channels });
  const statuspage = statuspageTwin({ clock, pages });
  const stage: Stage = { slack, statuspage, clock, archived: new Set() };
  const { url, close } = await serveControl(stage, 0);
  onTestFinished(close);
  const press = (path: string) => fetch(url + path, { method: 'POST' });
  const broken = async () => {
    const { body } = await hear(await fetch(`${url}picture`));
    const picture = body as Record<'slack' | 'statuspage', { broken: string[] }>;
    return [...picture.slack.broken, ...picture.statuspage.broken];
  };
  return { ...stage, url, press, broken };
}

/** How a call to the vendor goes after a button: its status and, where it says one, its error. */
async function call({ slack, statuspage }: Stage, vendor: 'slack' | 'statuspage'): Promise<string> {
  const limit = new AbortController();
  const asked =
    vendor === 'slack'
      ? slack.fetch('https://slack.com/api/auth.test', {
          headers: { authorization: `Bearer ${slack.token}` },
          signal: limit.signal,
        })
      : statuspage.fetch(`https://api.statuspage.io/v1/pages/${statuspage.pageId}`, {
          headers: { authorization: `OAuth ${statuspage.apiKey}` },
        });
  // In process an answer is there within this turn, or it never comes.
  setImmediate(() => limit.abort(new Error('silence')));
  try {
    const { status, body } = await hear(await asked);
    return `${status} ${typeof body === 'string' ? 'text' : ((body as { error?: string }).error ?? 'fine')}`;
  } catch (error) {
    return error instanceof TypeError ? (error.cause as { code: string }).code : String(error);
  }
}

const fates: Readonly<Record<string, string>> = {
  'slack-down': 'ECONNREFUSED',
  'slack-lost': 'ECONNRESET',
  'slack-hang': 'Error: silence',
  'slack-429': '429 ratelimited',
  'slack-portal': '200 text',
  'slack-limits': '200 fine',
  'slack-revoked': '200 token_revoked',
  'slack-cut': '200 fine',
  'slack-archived': '200 fine',
  'statuspage-down': 'ECONNREFUSED',
  'statuspage-500': '500 text',
  'statuspage-lost': 'ECONNRESET',
  'statuspage-420': '420 Rate limit exceeded',
  'statuspage-portal': '200 text',
  'statuspage-limits': '200 fine',
  'statuspage-key': '401 Could not authenticate',
  'statuspage-by-hand': '200 fine',
};

test.each(buttons)('the button $vendor: $label', async ({ id, vendor }) => {
  const stage = await control();
  expect((await stage.press(`press/${id}`)).status).toBe(200);
  expect(await call(stage, vendor)).toBe(fates[id]);
  expect(await call(stage, vendor === 'slack' ? 'statuspage' : 'slack')).toBe('200 fine');
  expect((await stage.press('mend')).status).toBe(200);
  expect(await call(stage, vendor)).toBe('200 fine');
  expect(await stage.broken()).toEqual([]);
});

test('a button breaks one thing at a time, and the page says which', async () => {
  const { press, broken } = await control();
  await press('press/slack-down');
  await press('press/slack-429');
  await press('press/slack-revoked');
  await press('press/statuspage-500');
  expect(await broken()).toEqual(['answers 429', 'token_revoked', 'answers 500']);
});

test('mending opens the channel that the button archived, and no other', async () => {
  const { slack, press } = await control();
  slack.somebody.archives('general');
  await press('press/slack-archived');
  expect(slack.channel('exec-updates')?.archived).toBe(true);
  await press('mend');
  expect(['exec-updates', 'general'].map((name) => slack.channel(name)?.archived)).toEqual([false, true]);
});

test('the picture tells what was said, and by whom', async () => {
  const { slack, statuspage, url } = await control();
  const { ts } = slack.somebody.posts('incidents', 'Look, <@U0BO> &amp; all', { by: 'ana' });
  slack.channel('incidents')?.pins.push({ ts, created: 0, by: 'U0ANA' });
  statuspage.somebody.opensIncident({ name: 'Down', body: 'We know.', components: { cmpcheckout1: 'major_outage' } });
  const { body } = await hear(await fetch(`${url}picture`));
  expect(body).toMatchObject({
    slack: {
      channels: [
        { name: '#general', messages: [] },
        { name: '#incidents', messages: [{ who: 'Ana Ruiz', text: 'Look, @Bo Chen & all', isPinned: true }] },
        { name: '#exec-updates' },
      ],
    },
    statuspage: {
      pages: [
        { name: 'Example Status', mailings: 1, incidents: [{ name: 'Down', components: ['Checkout'] }] },
        { isPrivate: true, incidents: [] },
      ],
    },
  });
});

test('another site cannot press the buttons', async () => {
  const { url, slack } = await control();
  const foreign = await fetch(`${url}press/slack-revoked`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
  });
  expect(foreign.status).toBe(403);
  const rebound = await new Promise((resolve) => {
    request(url, { headers: { host: 'evil.example' } }, ({ statusCode }) => resolve(statusCode)).end();
  });
  expect(rebound).toBe(403);
  expect(slack.trouble()).toEqual([]);
  expect((await fetch(`${url}nothing`)).status).toBe(404);
});

test('the page holds all it needs', async () => {
  const { url } = await control();
  const response = await fetch(url);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await response.text()).not.toMatch(/(?:src|href)=|https?:\/\//u);
});

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(new URL('index.ts', import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function linesUntil(child: ChildProcess, last: RegExp): Promise<string> {
  let said = '';
  for await (const part of child.stdout ?? []) {
    said += String(part);
    if (last.test(said)) return said;
  }
  return said;
}

test('starts on ports of choice, prints what to paste, and ends when told', async () => {
  const child = start('--slack-port', '0', '--statuspage-port', '0', '--control-port', '0');
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = await linesUntil(child, /break them: \S+\n/u);
  const settings = Object.fromEntries(
    [...said.matchAll(/^(?:export|set) (\w+)=(\S+)$/gmu)].map(([, name, value]) => [name, value]),
  );
  expect(Object.keys(settings)).toEqual([
    'WARROOM_SLACK_TOKEN',
    'WARROOM_SLACK_APP_TOKEN',
    'WARROOM_SLACK_API_URL',
    'WARROOM_STATUSPAGE_API_KEY',
    'WARROOM_STATUSPAGE_PAGE_ID',
    'WARROOM_STATUSPAGE_PRIVATE_PAGE_ID',
    'WARROOM_STATUSPAGE_API_URL',
  ]);
  const who = await fetch(`${settings['WARROOM_SLACK_API_URL']}auth.test`, {
    headers: { authorization: `Bearer ${settings['WARROOM_SLACK_TOKEN']}` },
  });
  expect(await who.json()).toMatchObject({ ok: true, user: 'warroom' });
  const page = await fetch(
    `${settings['WARROOM_STATUSPAGE_API_URL']}/pages/${settings['WARROOM_STATUSPAGE_PAGE_ID']}`,
    {
      headers: { authorization: `OAuth ${settings['WARROOM_STATUSPAGE_API_KEY']}` },
    },
  );
  expect(await page.json()).toMatchObject({ name: 'Example Status' });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('says what is wrong with a port', async () => {
  const child = start('--slack-port', 'many');
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = (async () => {
    let text = '';
    for await (const part of child.stderr ?? []) text += String(part);
    return text;
  })();
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(await said).toContain('--slack-port takes a number');
});

test('somebody says something in a channel', async () => {
  const { url, slack } = await control();
  const say = (more: Record<string, string>) =>
    fetch(`${url}say`, {
      method: 'POST',
      headers: { 'x-channel': 'general', 'x-by': 'bo', 'x-text': 'pool%20is%20full', ...more },
    });
  expect((await say({})).status).toBe(200);
  expect(slack.messagesIn('general').at(-1)).toMatchObject({ text: 'pool is full', user: 'U0BO' });
  expect((await say({ 'x-by': 'nobody' })).status).toBe(400);
});
