// A request as Statuspage reads it: JSON, or a form whose names spell the structure (`incident[components][ID]=...`).
import type { Asked } from '../twin.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface Request {
  method: string;
  /** the path's parts after the base, without a closing '.json' */
  parts: readonly string[];
  query: Readonly<Record<string, string>>;
  body: Fields;
  key: string | null;
  /** the body was not what its Content-Type says */
  broken: boolean;
}

export function readRequest({ method, path, headers, body }: Asked, base: string): Request {
  const { pathname, searchParams } = new URL(path, 'http://twin');
  const below = pathname.startsWith(`${base}/`) ? pathname.slice(base.length + 1) : '';
  const fields = readBody(body, headers['content-type'] ?? '');
  return {
    method,
    parts: below
      .replace(/\.json$/u, '')
      .split('/')
      .filter((part) => part !== ''),
    query: Object.fromEntries(searchParams),
    body: fields ?? {},
    key: /^OAuth\s+(\S+)$/iu.exec(headers['authorization'] ?? '')?.[1] ?? searchParams.get('api_key'),
    broken: fields === null,
  };
}

function readBody(body: string, type: string): Fields | null {
  if (body === '') return {};
  if (/^application\/x-www-form-urlencoded/iu.test(type)) return fromForm(body);
  if (!/^application\/json/iu.test(type)) return null;
  try {
    const value: unknown = JSON.parse(body);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `a[b][]=1&a[b][]=2&a[c]=3` is `{a: {b: ['1', '2'], c: '3'}}`. */
function fromForm(body: string): Fields {
  const root = new Map<string, unknown>();
  for (const [name, value] of new URLSearchParams(body)) {
    const [first = '', ...rest] = name
      .split(/\]\[|\[|\]$/u)
      .filter((part, i, all) => part !== '' || i < all.length - 1);
    setAt(root, [first, ...rest], name.endsWith('[]') ? { list: value } : value);
  }
  return plain(root);
}

function setAt(
  at: Map<string, unknown>,
  [name = '', ...rest]: readonly string[],
  value: string | { list: string },
): void {
  const known = at.get(name);
  const isListEnd = typeof value !== 'string' && (rest.length === 0 || (rest.length === 1 && rest[0] === ''));
  if (isListEnd) at.set(name, [...(Array.isArray(known) ? (known as unknown[]) : []), value.list]);
  else if (rest.length === 0) at.set(name, value);
  else {
    const next = known instanceof Map ? (known as Map<string, unknown>) : new Map<string, unknown>();
    at.set(name, next);
    setAt(next, rest, value);
  }
}

function plain(map: ReadonlyMap<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    [...map].map(([name, value]) => [name, value instanceof Map ? plain(value as Map<string, unknown>) : value]),
  );
}

export function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

/** undefined when it was not sent */
export function flag(fields: Fields, name: string): boolean | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  return value === true || value === 1 || (typeof value === 'string' && ['true', 't', '1'].includes(value));
}
