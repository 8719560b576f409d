// What Slack's errors and a lost answer mean for us: tried again, in doubt, or parked with what mends it. The rows are those
// of research/features.md D; what a sender can mend by itself (a name taken, a channel to join) it does before asking here.
import type { Outcome } from '../integration.ts';
import { methods, type Method } from './methods.ts';

/** How an attempt ends that is not delivered. */
export type Failure = Exclude<Outcome, { is: 'delivered' | 'untold' }>;

/** `ok: false`: surely not done, but for what `DOUBT` says. `needed`: the scope that is missing. */
export interface Refused {
  is: 'refused';
  error: string;
  needed: string | undefined;
  /** of an invitation: what was wrong with whom */
  users: readonly { user: string; error: string }[];
}

/** No answer, or none that can be understood. */
export function lost(method: Method, why: string): Failure {
  return methods[method].lost === 'retry' ? { is: 'retry', why } : { is: 'unknown', why };
}

/** `where`: the channel as the person knows it, "#exec-updates". */
export function outcomeOf(method: Method, { error, needed }: Refused, where: string): Failure {
  if (LIMITED.has(error)) return { is: 'retry', why: SLOWER, limited: true };
  if (MOVING.has(error)) return { is: 'retry', why: 'The workspace is being moved by Slack just now.' };
  if (DOUBT.has(error)) return lost(method, `Slack has trouble of its own (${error}).`);
  if (error === 'missing_scope') return { is: 'parked', what: 'vendor', ...missingScope(method, needed) };
  if (error === 'restricted_action')
    return {
      is: 'parked',
      what: 'vendor',
      why: `The workspace does not let the app do this (${method}).`,
      mend: 'Ask a workspace admin to let the Warroom app do it, then try again.',
    };
  const stop = lookUp(STOPS, error);
  if (stop !== undefined) return { is: 'parked', what: 'vendor', ...stop };
  const fix = lookUp(FIXES, error)?.(where);
  if (fix !== undefined) return { is: 'parked', what: 'item', ...fix };
  return {
    is: 'parked',
    what: 'item',
    why: `Slack refused it (${/^[\w.:-]{1,60}$/u.test(error) ? error : 'for a reason of its own'}).`,
    mend: 'Look in Slack whether it can be done there, then try again or withdraw it.',
  };
}

/** Whether a refusal says that it is done: that is what was wanted. */
export function isDone(method: Method, error: string): boolean {
  return DONE[method]?.includes(error) === true;
}

export const SLOWER = 'Slack asks to go slower.';

const DONE: Readonly<Partial<Record<Method, readonly string[]>>> = {
  'conversations.invite': ['already_in_channel', 'cant_invite_self'],
  'conversations.join': ['already_in_channel'],
  'conversations.archive': ['already_archived'],
  'pins.add': ['already_pinned'],
};

const LIMITED: ReadonlySet<string> = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
const MOVING: ReadonlySet<string> = new Set(['team_added_to_org', 'external_channel_migrating']);
/** May have been done in part. */
const DOUBT: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'server_error',
]);

interface Words {
  why: string;
  mend: string;
}

const ASK_ADMIN = 'Ask a workspace admin to let the Warroom app in, then try again.';
const NEW_TOKEN = 'Install the Slack app again and enter its new bot token in the settings.';

const STOPS: Readonly<Record<string, Words>> = {
  invalid_auth: {
    why: 'Slack does not know this token.',
    mend: 'Enter the bot token (xoxb-...) again in the settings.',
  },
  not_authed: { why: 'Slack got no token.', mend: 'Enter the bot token (xoxb-...) again in the settings.' },
  token_revoked: { why: 'The Slack token was revoked.', mend: NEW_TOKEN },
  token_expired: { why: 'The Slack token has expired.', mend: NEW_TOKEN },
  account_inactive: { why: 'The Slack app was removed from its workspace.', mend: NEW_TOKEN },
  not_allowed_token_type: {
    why: 'This kind of Slack token cannot do it.',
    mend: 'Enter the bot token, which begins with xoxb-, in the settings.',
  },
  access_denied: { why: 'Slack does not let the app in.', mend: ASK_ADMIN },
  no_permission: { why: 'Slack does not let the app do this.', mend: ASK_ADMIN },
  team_access_not_granted: { why: 'The app is not let into this workspace.', mend: ASK_ADMIN },
  enterprise_is_restricted: { why: 'The organization does not let the app do this.', mend: ASK_ADMIN },
  ekm_access_denied: { why: 'An admin has closed the workspace for apps.', mend: ASK_ADMIN },
  org_login_required: { why: 'The workspace is closed while it moves.', mend: ASK_ADMIN },
  accesslimited: { why: 'Slack has limited access to this workspace.', mend: ASK_ADMIN },
};

function missingScope(method: Method, needed: string | undefined): Words {
  const said = needed !== undefined && /^[\w.:,]{1,200}$/u.test(needed) ? needed.replaceAll(',', ' or ') : undefined;
  const scope = said ?? methods[method].scopes.join(' or ');
  return {
    why: `The Slack app lacks the scope ${scope}.`,
    mend: `Add ${scope} to the app under "OAuth & Permissions" at api.slack.com, install it again, and enter the new token in the settings.`,
  };
}

const NOT_SEEN = (where: string): Words => ({
  why: `Slack shows no ${where} to the app.`,
  mend: `If ${where} is private, invite the Warroom app to it; else see whether it is there under this name. Then try again.`,
});
const NOT_IN = (where: string): Words => ({
  why: `The Warroom app is not in ${where}.`,
  mend: `Invite the Warroom app to ${where}, then try again.`,
});
const ARCHIVED = (where: string): Words => ({
  why: `The channel ${where} is archived.`,
  mend: 'Unarchive it in Slack, then try again.',
});
const READ_ONLY = (where: string): Words => ({
  why: `Not everybody may post in ${where}.`,
  mend: `Let the Warroom app post in ${where} (its settings in Slack), then try again.`,
});
const NOBODY = (): Words => ({
  why: 'Slack does not know this person.',
  mend: 'Correct their Slack name or mail address, then try again.',
});

/** What one item suffers from; the others go on. */
const FIXES: Readonly<Record<string, (where: string) => Words>> = {
  not_in_channel: NOT_IN,
  method_not_supported_for_channel_type: NOT_IN,
  channel_not_found: NOT_SEEN,
  is_archived: ARCHIVED,
  is_inactive: ARCHIVED,
  restricted_action_read_only_channel: READ_ONLY,
  restricted_action_thread_only_channel: READ_ONLY,
  restricted_action_non_threadable_channel: READ_ONLY,
  user_not_found: NOBODY,
  users_not_found: NOBODY,
  user_disabled: () => ({
    why: 'This person has left the workspace.',
    mend: 'Give the role to somebody else, or withdraw this.',
  }),
  messages_tab_disabled: () => ({
    why: 'The Slack app may not write direct messages.',
    mend: 'Turn on its Messages tab under "App Home" at api.slack.com, then try again.',
  }),
  cannot_dm_bot: () => ({ why: 'This is a bot, not a person.', mend: 'Correct their Slack name, then try again.' }),
  msg_too_long: () => ({ why: 'The text is too long for Slack.', mend: 'Shorten it, then try again.' }),
  no_text: () => ({ why: 'There is no text.', mend: 'Write one, or withdraw this.' }),
  too_many_pins: (where) => ({
    why: `${where} has 100 pins already.`,
    mend: 'Unpin something there, then try again.',
  }),
  too_many_bookmarks: (where) => ({
    why: `${where} has 100 bookmarks already.`,
    mend: 'Remove one there, then try again.',
  }),
  cant_archive_general: () => ({
    why: 'Slack does not let this channel be archived.',
    mend: 'Withdraw this; the channel stays.',
  }),
  cant_archive_required: () => ({
    why: 'Slack does not let this channel be archived.',
    mend: 'Withdraw this; the channel stays.',
  }),
};

function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
