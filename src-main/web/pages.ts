// The cockpit's files over http, with the same strictness as in Electron: one nonce a page load, nothing from elsewhere.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

/** Serves `root` (the built cockpit); index.html gets a fresh nonce at every load. */
export function servePages(root: string): (request: IncomingMessage, response: ServerResponse, port: number) => void {
  const files = sirv(root, { dev: false, etag: true, dotfiles: false });
  const index = readFileSync(join(root, 'index.html'), 'utf8');
  return (request, response, port) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405).end();
      return;
    }
    const path = (request.url ?? '/').split('?')[0];
    if (path === '/' || path === '/index.html') {
      const nonce = randomBytes(18).toString('base64');
      response.setHeader('Content-Security-Policy', policy(nonce, port));
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end(index.replaceAll('__CSP_NONCE__', nonce));
      return;
    }
    response.setHeader('Content-Security-Policy', "default-src 'none'");
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not here.');
    });
  };
}

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

function policy(nonce: string, port: number): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
