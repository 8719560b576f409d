// What app://warroom/ answers: the built renderer's files, with the headers that keep its page to itself.
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

export const ORIGIN = 'app://warroom';
const start = '/index.html';

export interface Served {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
}

/** `nonce` is fresh for each page load; index.html takes it where it says __CSP_NONCE__. */
export async function serve(
  root: string,
  request: { method: string; url: string },
  nonce: () => string,
): Promise<Served> {
  if (request.method !== 'GET') return nothing(405);
  const file = fileFor(root, request.url);
  if (file === null) return nothing(404);
  const type = types[extname(file)];
  if (type === undefined) return nothing(404);
  let bytes: Buffer<ArrayBuffer>;
  try {
    bytes = await readFile(file);
  } catch {
    return nothing(404);
  }
  if (type !== types['.html']) return { status: 200, headers: { ...always, 'Content-Type': type }, body: bytes };
  const fresh = nonce();
  return {
    status: 200,
    headers: { ...always, ...ofThePage, 'Content-Type': type, 'Content-Security-Policy': contentPolicy(fresh) },
    body: bytes.toString('utf8').replaceAll('__CSP_NONCE__', fresh),
  };
}

/** The file under `root` that a URL of our origin names; null where it names none, or something outside. */
export function fileFor(root: string, url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { origin, protocol, host, pathname } = new URL(url);
  // Node gives schemes of our own the origin "null"; Chromium's own name for it is scheme and host.
  if (origin !== ORIGIN && `${protocol}//${host}` !== ORIGIN) return null;
  let path: string;
  try {
    path = decodeURIComponent(pathname === '/' ? start : pathname);
  } catch {
    return null;
  }
  // A name of ours has none of these; on Windows a backslash or a colon would start another path.
  if (/[\\:\0]/u.test(path) || path.split('/').includes('..')) return null;
  const file = resolve(join(root, path));
  return file.startsWith(resolve(root) + sep) ? file : null;
}

/** Nothing but our own files; no eval, no inline script, nothing to connect to, nobody may frame it. */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

const ofThePage = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Referrer-Policy': 'no-referrer',
  'X-DNS-Prefetch-Control': 'off',
};

function nothing(status: number): Served {
  return { status, headers: { ...always, 'Content-Type': 'text/plain; charset=utf-8' }, body: '' };
}

/** What the renderer is built of. Anything else is not ours to serve. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
