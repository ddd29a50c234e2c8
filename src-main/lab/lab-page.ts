import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import { labPageHtml, type PageSystem } from './lab-page-html.ts';

/** What the page can do to a system. */
export interface PageHands extends PageSystem {
  act(id: string): string;
  powerOff(host: string, options: { readonly mains: boolean }): void;
  powerOn(host: string): void;
}

/**
 * The page of one system: what people do by hand, and the power switches of its machines, for a browser on this machine.
 * POST `/act/<action>`, `/power-on/<host>`, `/power-off/<host>`; 404 for what there is not. Rejects with `EADDRINUSE`
 * where the port is taken.
 */
export async function createLabPage(
  system: PageHands,
  at: { readonly address: string; readonly port: number },
): Promise<Disposable> {
  const origin = `${at.address}:${String(at.port)}`;
  const server = createServer((request, response) => {
    // Another site in the same browser must not press our buttons, nor a name that was pointed here.
    const from = request.headers.origin;
    if (request.headers.host !== origin || (from !== undefined && from !== `http://${origin}`)) {
      response.writeHead(403).end('Open this page by its own address.\n');
      return;
    }
    if (request.method === 'POST') press(system, request, response);
    else show(system, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.address, resolve);
  });
  return {
    dispose: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function press(system: PageHands, request: IncomingMessage, response: ServerResponse): void {
  const [, what = '', about = ''] = (request.url ?? '').split('/');
  try {
    const which = decodeURIComponent(about);
    if (what === 'act') system.act(which);
    else if (what === 'power-on') system.powerOn(which);
    else if (what === 'power-off') system.powerOff(which, { mains: true });
    else throw new Error(`There is nothing called ${what} here`);
    response.writeHead(303, { location: '/' }).end();
  } catch (thrown) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(`${messageOf(thrown)}\n`);
  }
}

function show(system: PageHands, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  });
  response.end(labPageHtml(system));
}
