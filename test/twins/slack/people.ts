// Who is who: auth.test, team.info, users.*
import { text } from './call.ts';
import { type Method, type Moment, Refusal, pageOf, seconds, userOf } from './method.ts';
import { userShape } from './shapes.ts';

export const peopleMethods: Readonly<Record<string, Method>> = {
  'auth.test': { scopes: [], tier: 'unlimited', json: true, required: [], run: whoAmI },
  'team.info': { scopes: ['team:read'], tier: 3, json: true, required: [], run: team },
  'users.list': { scopes: ['users:read'], tier: 2, json: false, required: [], run: list },
  'users.info': { scopes: ['users:read'], tier: 4, json: false, required: ['user'], run: info },
  'users.lookupByEmail': { scopes: ['users:read.email'], tier: 3, json: false, required: ['email'], run: byEmail },
};

function whoAmI({ workspace }: Moment): Record<string, unknown> {
  const { team, app } = workspace;
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: userOf(workspace, app.user).name,
    team_id: team.id,
    user_id: app.user,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}

function team({ workspace }: Moment): Record<string, unknown> {
  const { id, name, domain } = workspace.team;
  return { team: { id, name, domain, email_domain: '', icon: { image_default: true } } };
}

function list(moment: Moment): Record<string, unknown> {
  const all = [...moment.workspace.users.values()];
  const { page, next } = pageOf(moment, all, { limit: all.length, most: 1000 });
  return {
    members: page.map((user) => userShape(moment.workspace, user, withEmail(moment))),
    cache_ts: seconds(moment.now),
    response_metadata: { next_cursor: next },
  };
}

function info(moment: Moment): Record<string, unknown> {
  const user = userOf(moment.workspace, text(moment.args, 'user') ?? '');
  return { user: userShape(moment.workspace, user, withEmail(moment)) };
}

/** People who left are not found by their address any more. */
function byEmail({ args, workspace }: Moment): Record<string, unknown> {
  const wanted = (text(args, 'email') ?? '').toLowerCase();
  const user = [...workspace.users.values()].find(({ email, deleted }) => email.toLowerCase() === wanted && !deleted);
  if (user === undefined || wanted === '') throw new Refusal('users_not_found');
  return { user: userShape(workspace, user, true) };
}

function withEmail({ scopes }: Moment): boolean {
  return scopes.has('users:read.email');
}
