// A call as Slack reads it: the method in the path; arguments from the query, a form or JSON; the token from the header or
// a form, never from JSON (docs.slack.dev, Web API basics).
import type { Asked } from '../twin.ts';

export type Args = Readonly<Record<string, unknown>>;

export interface Call {
  method: string;
  args: Args;
  token: string | null;
  /** the address it was called at: '127.0.0.1:4801' */
  host: string | null;
  /** what was wrong with the body, in Slack's word for it */
  problem: string | null;
  warnings: readonly string[];
}

/** `takesJson` says which methods look into a JSON body; the others see no arguments there. */
export function readCall(asked: Asked, base: string, takesJson: (method: string) => boolean): Call {
  const { pathname, searchParams } = new URL(asked.path, 'http://twin');
  const method = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  const body = readBody(asked);
  const args: Record<string, unknown> = Object.fromEntries(searchParams);
  if (body.kind === 'form' || (body.kind === 'json' && takesJson(method))) Object.assign(args, body.args);
  const said = body.kind === 'json' ? searchParams.get('token') : args['token'];
  delete args['token'];
  return {
    method,
    args,
    token: bearer(asked.headers['authorization']) ?? (typeof said === 'string' && said !== '' ? said : null),
    host: asked.headers['host'] ?? null,
    problem: body.kind === 'bad' ? body.problem : null,
    warnings: body.kind === 'json' && !body.charset ? ['missing_charset'] : [],
  };
}

function bearer(header: string | undefined): string | null {
  return /^Bearer\s+(\S+)$/iu.exec(header ?? '')?.[1] ?? null;
}

type Body =
  | { kind: 'none' }
  | { kind: 'form'; args: Args }
  | { kind: 'json'; args: Args; charset: boolean }
  | { kind: 'bad'; problem: string };

function readBody({ body, headers }: Asked): Body {
  if (body === '') return { kind: 'none' };
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  switch (type.trim()) {
    case '':
      return { kind: 'bad', problem: 'missing_post_type' };
    case 'application/x-www-form-urlencoded':
      return { kind: 'form', args: Object.fromEntries(new URLSearchParams(body)) };
    case 'application/json':
      return readJson(body, parameters.join(';').includes('charset='));
    case 'text/plain':
      return { kind: 'none' };
    case 'multipart/form-data':
      // Only the file methods are called so; the twin has none.
      return { kind: 'bad', problem: 'invalid_form_data' };
    default:
      return { kind: 'bad', problem: 'invalid_post_type' };
  }
}

function readJson(body: string, charset: boolean): Body {
  const value = parsed(body);
  if (value === undefined) return { kind: 'bad', problem: 'invalid_json' };
  return isObject(value) ? { kind: 'json', args: value, charset } : { kind: 'bad', problem: 'json_not_object' };
}

/** The argument as text; undefined when it is not there. */
export function text(args: Args, name: string): string | undefined {
  const value = args[name];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

export function flag(args: Args, name: string): boolean {
  return ['true', '1'].includes(text(args, name) ?? '');
}

/** A structure, sent as itself in JSON or as text in a form; 'broken' when it is no JSON. */
export function structure(args: Args, name: string): unknown {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  return parsed(value) ?? 'broken';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
}
