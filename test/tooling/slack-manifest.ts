// The Slack app's manifest, made from the scopes that the code declares:
// npm exec -- node --import ./test/tooling/bundled-imports.ts test/tooling/slack-manifest.ts
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { events, scopes } from '../../src-main/integrations/slack/methods.ts';

export const manifestPath = resolve(import.meta.dirname, '../../assets/slack-manifest.yaml');

export function slackManifest(): string {
  const manifest = {
    display_information: {
      name: 'Warroom',
      description: 'Tells your workspace what the incident commander decides.',
      background_color: '#12161c',
    },
    features: {
      // Role cards come as direct messages: they need the tab, nobody needs to answer there.
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      slash_commands: [
        {
          command: '/incident',
          description: 'Declare, update, resolve, claim, status, log, role, handover',
          usage_hint: 'declare | update | resolve | claim | status | log | role | handover',
          should_escape: true,
        },
      ],
      bot_user: { display_name: 'Warroom', always_online: false },
    },
    oauth_config: { scopes: { bot: scopes } },
    settings: {
      interactivity: { is_enabled: true },
      event_subscriptions: { bot_events: Object.keys(events).toSorted() },
      org_deploy_enabled: false,
      // Events come over a connection that Warroom opens: nothing of the laptop is reachable from outside.
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  };
  const head = '# Paste this at api.slack.com/apps, "Create New App", "From a manifest". See docs/slack-setup.md.\n';
  return `${head}# Made from src-main/integrations/slack/methods.ts by test/tooling/slack-manifest.ts.\n${stringify(manifest)}`;
}

if (import.meta.main) writeFileSync(manifestPath, slackManifest());
