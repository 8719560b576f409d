// `npm run twins`: a faked Slack and a faked Statuspage on this machine, to try everything with in five minutes.
import { parseArgs } from 'node:util';
import { realClock } from '../../src-main/platform/real-time.ts';
import { serveControl } from './control.ts';
import { channels, pages, people } from './sample.ts';
import { slackTwin } from './slack/index.ts';
import { statuspageTwin } from './statuspage/index.ts';
import { serveTwin } from './twin.ts';

const port = (name: string, said: string | undefined, usual: number): number => {
  const number = Number(said ?? usual);
  if (Number.isInteger(number) && number >= 0 && number < 65_536) return number;
  throw new Error(`--${name} takes a number from 0 (any port that is free) to 65535, not "${said}".`);
};

try {
  const { values } = parseArgs({
    options: {
      'slack-port': { type: 'string' },
      'statuspage-port': { type: 'string' },
      'control-port': { type: 'string' },
    },
  });
  const ports = {
    control: port('control-port', values['control-port'], 4800),
    slack: port('slack-port', values['slack-port'], 4801),
    statuspage: port('statuspage-port', values['statuspage-port'], 4802),
  };

  const clock = realClock();
  const slack = slackTwin({ clock, people, channels });
  const statuspage = statuspageTwin({ clock, pages });
  const servers = [
    await serveTwin(slack, { port: ports.slack }),
    await serveTwin(statuspage, { port: ports.statuspage }),
    await serveControl({ slack, statuspage, clock, archived: new Set() }, ports.control),
  ] as const;
  const [slackServer, statuspageServer, control] = servers;

  const word = process.platform === 'win32' ? 'set' : 'export';
  const settings = {
    WARROOM_SLACK_TOKEN: slack.token,
    WARROOM_SLACK_APP_TOKEN: slack.socket.appToken,
    WARROOM_SLACK_API_URL: slackServer.url,
    WARROOM_STATUSPAGE_API_KEY: statuspage.apiKey,
    WARROOM_STATUSPAGE_PAGE_ID: statuspage.pageId,
    WARROOM_STATUSPAGE_PRIVATE_PAGE_ID: pages[1]?.id,
    WARROOM_STATUSPAGE_API_URL: statuspageServer.url,
  };
  console.log('A faked Slack and a faked Statuspage are running. Nothing leaves this machine; Ctrl+C ends them.\n');
  console.log('Paste these lines into another terminal, then start Warroom there with npm start:\n');
  for (const [name, value] of Object.entries(settings)) console.log(`${word} ${name}=${value}`);
  console.log(`\nSee what they show, and break them: ${control.url}`);

  const end = (): void => void Promise.all(servers.map((server) => server.close()));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
} catch (error) {
  console.error(wordsFor(error));
  process.exitCode = 1;
}

function wordsFor(error: unknown): string {
  const { code, port: taken, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code !== 'EADDRINUSE') return message;
  return `Port ${taken} is taken. Are the twins running already? Else choose others: --slack-port 0 --statuspage-port 0 --control-port 0`;
}
