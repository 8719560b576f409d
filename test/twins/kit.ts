// What the twins' contract tests share: the same calls, once in process and once over a real socket.
import { onTestFinished } from 'vitest';
import { serveTwin, type Twin } from './twin.ts';

export const WAYS = ['in process', 'over HTTP'] as const;
export type Way = (typeof WAYS)[number];

export interface Heard {
  status: number;
  headers: Headers;
  /** parsed where it is JSON */
  body: unknown;
}

export interface Line {
  fetch: Twin['fetch'];
  /** what a path is put behind: 'https://slack.com/api/' or 'http://127.0.0.1:PORT/v1' */
  url: string;
  settled: () => Promise<void>;
}

/** The way to a twin; a server is gone when the test is. */
export async function lineTo(twin: Twin, way: Way): Promise<Line> {
  if (way === 'in process') {
    return { fetch: twin.fetch, url: `https://vendor.example${twin.base}`, settled: () => Promise.resolve() };
  }
  const served = await serveTwin(twin);
  onTestFinished(() => served.close());
  return { fetch, url: served.url, settled: served.settled };
}

export async function hear(response: Response): Promise<Heard> {
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json') && text !== '';
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** How Slack is called: a form unless told otherwise. */
export interface SlackCall {
  as?: 'form' | 'json' | 'query';
  /** null sends none */
  token?: string | null;
}

export type CallSlack = (method: string, args?: Readonly<Record<string, unknown>>, how?: SlackCall) => Promise<Heard>;

export function slackOver({ fetch: send, url }: Line, goodToken: string): CallSlack {
  return async (method, args = {}, { as = 'form', token = goodToken } = {}) => {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    const form = new URLSearchParams(
      Object.entries(args).map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ).toString();
    if (as === 'query') return hear(await send(`${url}${method}?${form}`, { headers }));
    headers['content-type'] = as === 'json' ? 'application/json; charset=utf-8' : 'application/x-www-form-urlencoded';
    const body = as === 'json' ? JSON.stringify(args) : form;
    return hear(await send(url + method, { method: 'POST', headers, body }));
  };
}

export type CallStatuspage = (method: string, path: string, body?: unknown, key?: string) => Promise<Heard>;

export function statuspageOver({ fetch: send, url }: Line, goodKey: string): CallStatuspage {
  return async (method, path, body, key = goodKey) => {
    const headers = { authorization: `OAuth ${key}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return hear(await send(url + path, { method, headers, ...sent }));
  };
}
