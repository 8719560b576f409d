// A wire between browser and host that can be cut: an HTTP proxy on loopback, so that Host and Origin stay as they are.
import { createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface CuttableWire {
  /** for the browser context */
  proxy: { server: string; bypass: string };
  cut: () => void;
  mend: () => void;
  stop: () => void;
}

export async function startWire(): Promise<CuttableWire> {
  const tunnels = new Set<Socket>();
  let down = false;
  const server = createServer((asked, answer) => {
    if (down) return void asked.destroy();
    const passed = request(asked.url ?? '', { method: asked.method, headers: asked.headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  // WebSockets come through a tunnel of their own.
  server.on('connect', (asked, near: Socket, head: Buffer) => {
    if (down) return void near.destroy();
    const [host = '', port = ''] = (asked.url ?? '').split(':');
    const far = connect(Number(port), host, () => {
      near.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.write(head);
      near.pipe(far).pipe(near);
    });
    for (const end of [near, far]) {
      tunnels.add(end);
      end.on('error', () => end.destroy());
      end.once('close', () => {
        tunnels.delete(end);
        near.destroy();
        far.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const cutAll = (): void => {
    for (const end of tunnels) end.destroy();
  };
  return {
    proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' },
    cut: () => {
      down = true;
      cutAll();
    },
    mend: () => {
      down = false;
    },
    stop: () => {
      cutAll();
      server.close();
      server.closeAllConnections();
    },
  };
}
