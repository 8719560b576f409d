// Slack's settings: the bot token, and where its API is.
import { z } from 'zod';
import type { SettingField } from '../../../src-shared/delivery.ts';

export interface SlackConfig {
  token: string;
  /** the app's own token: with it Slack tells at once what is said; without it the channel is read every few seconds */
  appToken?: string | undefined;
  /** ends with a slash */
  apiUrl: string;
}

export const SLACK = 'https://slack.com/api/';

export const fields: readonly SettingField[] = [
  {
    name: 'token',
    label: 'Bot token',
    help: 'From the app\'s page at api.slack.com, "OAuth & Permissions". See docs/slack-setup.md.',
    secret: true,
    required: true,
    env: 'WARROOM_SLACK_TOKEN',
    placeholder: 'xoxb-...',
  },
  {
    name: 'appToken',
    label: 'App-level token',
    help: 'From "Basic Information", with the scope connections:write. With it, what is said in the channel is here at once, and /incident and the buttons work.',
    secret: true,
    required: false,
    env: 'WARROOM_SLACK_APP_TOKEN',
    placeholder: 'xapp-...',
  },
  {
    name: 'apiUrl',
    label: 'API address',
    help: 'Only for a test workspace of your own. Leave it empty for Slack.',
    secret: false,
    required: false,
    env: 'WARROOM_SLACK_API_URL',
    placeholder: SLACK,
  },
];

export const config = z.object({
  token: z
    .string({ error: 'Enter the bot token.' })
    .trim()
    .regex(/^xoxb-[\w-]{1,300}$/u, 'This is not a bot token: those begin with xoxb-.'),
  appToken: z
    .string()
    .trim()
    .regex(/^xapp-[\w-]{1,300}$/u, 'This is not an app-level token: those begin with xapp-.')
    .optional(),
  apiUrl: z
    .string()
    .trim()
    .optional()
    .transform((typed) => withSlash(typed === undefined || typed === '' ? SLACK : typed))
    .refine(isApiUrl, 'This is not an https address. Leave it empty for Slack; http only to this machine.'),
});

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

/** A token goes over https, or nowhere but this machine (DESIGN.md 6). */
function isApiUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (`${username}${password}${search}${hash}` !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/u;
