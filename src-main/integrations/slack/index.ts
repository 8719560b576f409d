// Slack: the incident's channel, the executives' and the incidents channel, and direct messages.
import type { Integration } from '../integration.ts';
import { type SlackConfig, config, fields } from './config.ts';
import { connectSlack } from './connection.ts';
import { EXECUTIVES, INCIDENTS, PEOPLE, ROOM, plan } from './plan.ts';

export const integration: Integration<SlackConfig> = {
  vendor: 'slack',
  name: 'Slack',
  fields,
  config,
  lanes: () => [
    { lane: ROOM, name: 'Incident channel' },
    { lane: EXECUTIVES, name: 'Executive channel' },
    { lane: INCIDENTS, name: 'Incidents channel' },
    { lane: PEOPLE, name: 'Direct messages' },
  ],
  plan,
  connect: connectSlack,
};
