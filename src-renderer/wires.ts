// What carries requests and replies: Electron's preload, or a WebSocket that comes back by itself.
import type { ConnectionState, Reply, Request } from '../src-shared/bridge.ts';

export interface Wire {
  /** Begins listening; `onState` is told at once where the state is known, and at each change. */
  start: (onReply: (reply: Reply) => void, onState: (state: ConnectionState) => void) => void;
  send: (request: Request) => void;
}

/** What the preload exposes as `window.warroom`. */
export interface Preload {
  send: (request: Request) => void;
  onReply: (listener: (reply: string) => void) => void;
}

export type WindowWithPreload = Window & { warroom?: Preload };

export function electronWire(preload: Preload): Wire {
  return {
    start: (onReply, onState) => {
      preload.onReply((text) => {
        const said = readJson(text);
        if (isReply(said)) onReply(said);
      });
      onState('connected');
    },
    send: (request) => preload.send(request),
  };
}

const TOKEN_KEY = 'warroom.token';
/** the close code of the host's socket (src-main/web/serve.ts) */
const WRONG_TOKEN = 4401;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

/** The token arrives in the address's fragment, which no server sees, and leaves the address at once. */
export function webSocketWire(page: Window): Wire {
  const token = takeToken(page);
  const { protocol, host } = page.location;
  const address = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/bridge`;
  let socket: WebSocket | null = null;
  let retryMs = FIRST_RETRY_MS;

  return {
    start: (onReply, onState) => {
      const connect = (): void => {
        const trying = new WebSocket(address);
        trying.addEventListener('open', () => trying.send(JSON.stringify({ token })));
        trying.addEventListener('message', (event) => {
          const said = readJson(event.data);
          if (isWelcome(said)) {
            socket = trying;
            retryMs = FIRST_RETRY_MS;
            onState('connected');
          } else if (isReply(said)) onReply(said);
        });
        trying.addEventListener('close', ({ code }) => {
          socket = null;
          if (code === WRONG_TOKEN) {
            onState('refused');
            return;
          }
          onState('lost');
          page.setTimeout(connect, retryMs);
          retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
        });
      };
      connect();
    },
    send: (request) => socket?.send(JSON.stringify(request)),
  };
}

function takeToken(page: Window): string {
  const given = /(?:^#|&)token=([^&]+)/u.exec(page.location.hash)?.[1];
  if (given === undefined) return page.sessionStorage.getItem(TOKEN_KEY) ?? '';
  page.sessionStorage.setItem(TOKEN_KEY, given);
  page.history.replaceState(null, '', page.location.pathname + page.location.search);
  return given;
}

function readJson(data: unknown): unknown {
  if (typeof data !== 'string') return null;
  try {
    return JSON.parse(data);
  } catch {
    return null; // not ours: the host speaks JSON alone
  }
}

function isWelcome(said: unknown): boolean {
  return typeof said === 'object' && said !== null && 'kind' in said && said.kind === 'welcome';
}

function isReply(said: unknown): said is Reply {
  return (
    typeof said === 'object' && said !== null && 'kind' in said && (said.kind === 'reply' || said.kind === 'message')
  );
}
