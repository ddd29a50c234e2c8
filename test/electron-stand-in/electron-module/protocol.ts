import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

type Handler = (request: Request) => Response | Promise<Response>;

/** A scheme's own server on loopback. */
interface Served {
  readonly server: Server;
  readonly listening: Promise<void>;
}

/**
 * A scheme of our own cannot be added to a Chromium from outside, so `app://drillbook/a` is served as
 * `http://drillbook.app.localhost:PORT/a`: also a secure context with an origin of its own, and workers, fetch and CSP
 * behave as under a standard scheme. The main process sees the app's URLs only.
 */
class Protocol {
  readonly #served = new Map<string, Served>();

  registerSchemesAsPrivileged(): void {}

  handle(scheme: string, handler: Handler): void {
    const server = createServer((request, response) => {
      serve(scheme, handler, request, response).catch((cause: unknown) => {
        process.stderr.write(`protocol.handle('${scheme}'): ${String(cause)}\n`);
        response.destroy();
      });
    });
    const listening = new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    this.#served.set(scheme, { server, listening });
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#served.has(scheme);
  }

  /** A URL as Chromium must be given it. */
  async toChromium(url: string): Promise<string> {
    const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
    const served = this.#served.get(scheme);
    if (served === undefined) return url;
    await served.listening;
    return `http://${host}.${scheme}.localhost:${portOf(served)}${rest}`;
  }

  /** A URL of Chromium's as the app knows it. */
  toApp(url: string): string {
    const [, host = '', scheme = '', port = '', rest = ''] =
      /^http:\/\/([^/?#]+)\.([a-z0-9+-]+)\.localhost:(\d+)(.*)$/i.exec(url) ?? [];
    const served = this.#served.get(scheme);
    return served !== undefined && portOf(served) === Number(port) ? `${scheme}://${host}${rest}` : url;
  }
}

const portOf = ({ server }: Served): number => (server.address() as AddressInfo | null)?.port ?? 0;

async function serve(
  scheme: string,
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const host = (request.headers.host ?? '').replace(new RegExp(`\\.${scheme}\\.localhost:\\d+$`), '');
  const method = request.method ?? 'GET';
  const answer = await handler(new Request(`${scheme}://${host}${request.url ?? '/'}`, { method }));
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body === null || method === 'HEAD') response.end();
  else Readable.fromWeb(answer.body).pipe(response);
}

export const protocol = new Protocol();
