import { readFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { pageContentType, pagePolicy } from '../app/page-headers.ts';

/**
 * The page comes by a scheme of its own rather than from `file:`. It then has an origin: the content policy's 'self',
 * module workers and the sender check mean something, and a page cannot read the disk by its address.
 */
const scheme = 'app';
const origin = `${scheme}://drillbook`;

export const pageUrl = `${origin}/index.html`;

/** Must be called before the app is ready. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Serves the built page from `folder`, which may lie in the package's archive. */
export function servePageScheme(folder: string): void {
  protocol.handle(scheme, (request) => pageFile(folder, new URL(request.url)));
}

/** Whether a document or a sender is our page. */
export function isPageUrl(url: string): boolean {
  return url === pageUrl || url.startsWith(`${pageUrl}#`) || url.startsWith(`${pageUrl}?`);
}

async function pageFile(folder: string, { host, pathname }: URL): Promise<Response> {
  const path = normalize(join(folder, decodeURIComponent(pathname)));
  const ours = `${scheme}://${host}` === origin && path.startsWith(folder + sep);
  const bytes = ours ? await readFile(path).catch(() => undefined) : undefined;
  if (bytes === undefined) return new Response('There is no such page.', { status: 404 });
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': pageContentType(path),
      'Content-Security-Policy': pagePolicy,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
    },
  });
}
