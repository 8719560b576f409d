// A file in three steps: an address for its bytes, the bytes themselves, and then it is shared (docs.slack.dev, uploading files).
import type { Reply } from '../twin.ts';
import { isObject, structure, text } from './call.ts';
import { type Method, type Moment, Refusal, channelOf, needOpenAndMember } from './method.ts';
import { type Workspace, plain, put } from './workspace.ts';

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    tier: 4,
    json: false,
    required: ['filename', 'length'],
    run: address,
  },
  'files.completeUploadExternal': { scopes: ['files:write'], tier: 4, json: true, required: ['files'], run: complete },
};

/** What the path of the address begins with; it takes no token. */
export const UPLOAD = '/upload/v1/';

function address({ args, host, workspace, nextId }: Moment): Record<string, unknown> {
  const length = Number(text(args, 'length'));
  const name = text(args, 'filename') ?? '';
  if (!Number.isInteger(length) || length <= 0) throw new Refusal('invalid_arguments');
  const id = nextId('F');
  workspace.files.set(id, { id, name, length, bytes: null });
  return { upload_url: `${host === null ? 'https://files.slack.com' : `http://${host}`}${UPLOAD}${id}`, file_id: id };
}

/** The bytes, as one character each. */
export function receive({ files }: Workspace, path: string, bytes: string): Reply {
  const file = files.get(path.slice(UPLOAD.length));
  const headers = { 'content-type': 'text/plain' };
  if (file === undefined || bytes.length !== file.length)
    return { status: file === undefined ? 404 : 400, headers, body: 'ERROR', applied: false, error: 'not taken' };
  file.bytes = bytes;
  return { status: 200, headers, body: `OK - ${bytes.length}`, applied: true, error: null };
}

function complete(moment: Moment): Record<string, unknown> {
  const { args, workspace } = moment;
  const said = structure(args, 'files');
  if (!Array.isArray(said) || said.length === 0) throw new Refusal('invalid_arguments');
  const files = said.map((one: unknown) => {
    const file = isObject(one) ? workspace.files.get(String(one['id'])) : undefined;
    if (file === undefined || file.bytes === null) throw new Refusal('file_not_found');
    return { id: file.id, name: file.name, permalink: `https://${workspace.team.domain}.slack.com/files/${file.id}` };
  });
  if (text(args, 'channel_id') !== undefined) {
    const channel = channelOf(moment, null, 'channel_id');
    needOpenAndMember(moment, channel);
    const message = put(channel, {
      ts: moment.nextTs(),
      user: workspace.app.user,
      botId: workspace.app.botId,
      text: text(args, 'initial_comment') ?? '',
      subtype: null,
      ...plain(),
      files,
    });
    moment.told.said(channel, message);
  }
  return { files: files.map(({ id, name }) => ({ id, title: name })) };
}
