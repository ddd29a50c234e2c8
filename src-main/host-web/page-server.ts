import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, normalize, sep } from 'node:path';
import { pageContentType, pagePolicy } from '../app/page-headers.ts';
import { reportPath, sendReport } from './report-download.ts';

export interface PageOptions {
  /** Folder of the built page. */
  readonly folder: string;
  /** Folder of the runs, whose reports may be fetched. */
  readonly runs: string;
  /** Whoever has it may use the app: it opens the door once and is then a cookie. */
  readonly token: string;
}

/** Serves the built page to whoever brings the token; everybody else is told how to come in. */
export function createPageServer(options: PageOptions): Server {
  return createServer((request, response) => {
    answer(request, response, options).catch(() => {
      response.writeHead(500).end();
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, options: PageOptions): Promise<void> {
  const port = request.socket.localPort ?? 0;
  response.setHeader('Content-Security-Policy', pagePolicy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  if (!isOurHost(request, port)) {
    refuse(response, 421, 'This address is not served here.');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405, 'Only GET is served.');
    return;
  }
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
  const brought = url.searchParams.get('token');
  if (brought !== null && isSame(brought, options.token)) {
    const cookie = `${cookieName(port)}=${options.token}; Path=/; HttpOnly; SameSite=Strict`;
    // The token leaves the address bar, so that it is in no screenshot and no history.
    response.writeHead(303, { 'Set-Cookie': cookie, Location: '/' }).end();
    return;
  }
  if (!hasCookie(request, port, options.token)) {
    refuse(response, 403, 'Open the address that `drillbook serve` printed: it holds the key to this door.');
    return;
  }
  const report = reportPath(options.runs, url.pathname);
  if (report === undefined) await sendFile(response, options.folder, url.pathname);
  else if (!(await sendReport(response, report, request.method === 'HEAD'))) {
    refuse(response, 404, 'This report has not been made.');
  }
}

async function sendFile(response: ServerResponse, folder: string, pathname: string): Promise<void> {
  const path = normalize(join(folder, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)));
  const found = path.startsWith(folder + sep) ? await stat(path).catch(() => undefined) : undefined;
  if (found?.isFile() !== true) {
    refuse(response, 404, 'There is no such page.');
    return;
  }
  // Chunks carry a hash in their names; the page itself must always be the newest.
  const fresh = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  response.writeHead(200, {
    'Content-Type': pageContentType(path),
    'Content-Length': found.size,
    'Cache-Control': fresh,
  });
  createReadStream(path).pipe(response);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/** A page of another site cannot come in by a name of its own that points here (DNS rebinding). */
export function isOurHost(request: IncomingMessage, port: number): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].some((name) => request.headers.host === `${name}:${port}`);
}

/** Only our own page may open the link: a browser tells the truth about where a page is from. */
export function isOurOrigin(request: IncomingMessage): boolean {
  return request.headers.origin === `http://${request.headers.host ?? ''}`;
}

/** Cookies know no ports: two programs on one machine must not overwrite each other's. */
function cookieName(port: number): string {
  return `drillbook-${port}`;
}

export function hasCookie(request: IncomingMessage, port: number, token: string): boolean {
  const cookies = (request.headers.cookie ?? '').split('; ');
  const own = cookies.find((one) => one.startsWith(`${cookieName(port)}=`));
  return own !== undefined && isSame(own.slice(cookieName(port).length + 1), token);
}

function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** 32 random bytes, as they stand in an address. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}
