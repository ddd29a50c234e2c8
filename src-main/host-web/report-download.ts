import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { basename, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Ends in the name under which a report is written beside the record; nothing else of a run is given out. */
const address = /^\/report\/([A-Za-z0-9][A-Za-z0-9._-]{0,200})\.(pdf|html|json|xml)$/;

const types: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
};

/** The report that an address asks for, by its path below the folder of runs; undefined where it asks for none. */
export function reportPath(runs: string, pathname: string): string | undefined {
  const [, run, ending] = address.exec(pathname) ?? [];
  return run === undefined || ending === undefined ? undefined : join(runs, run, 'report', `${run}.${ending}`);
}

/**
 * Sends a report that was made, as a file to be kept and never as a page of ours. False where it is not there.
 * A report that is written anew meanwhile is another file: the one that was opened is sent to its end.
 */
export async function sendReport(response: ServerResponse, path: string, head: boolean): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const found = await file.stat();
    if (!found.isFile()) return false;
    response.writeHead(200, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Content-Length': found.size,
      // The name is a run's id and an ending: letters, digits, dots and dashes.
      'Content-Disposition': `attachment; filename="${basename(path)}"`,
      'Cache-Control': 'no-store',
    });
    if (head) response.end();
    else await pipeline(file.createReadStream({ autoClose: false }), response);
    return true;
  } catch {
    // Whoever fetched it went away, or the disk failed in the middle: the length tells that it is not whole.
    response.destroy();
    return true;
  } finally {
    await file.close();
  }
}
