import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBed, type Bed, type BedOptions } from './bed.ts';
import { inventoryText, runbook } from './failover-site.ts';

const cli = join(import.meta.dirname, '../../out/cli/main.mjs');

/** The bed, and the built app beside it, as an operator of that site has it: a folder with runbook and inventories. */
export interface ServedBed {
  readonly bed: Bed;
  /** The runbook in the site's folder; beside it are the inventories of the way there and of the way back. */
  readonly runbook: string;
  /** For a browser on this machine. */
  readonly url: string;
  end(): Promise<void>;
}

/** `set`: parameters of the inventories that differ. */
export async function serveBed(
  options: BedOptions & { readonly set?: Readonly<Record<string, string>> } = {},
): Promise<ServedBed> {
  const bed = await startBed(options);
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-served-'));
  const end = async (served?: ChildProcess): Promise<void> => {
    if (served !== undefined && served.exitCode === null && served.signalCode === null) {
      const ended = once(served, 'exit');
      served.kill('SIGTERM');
      await ended;
    }
    await bed.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const site = join(folder, 'site');
    mkdirSync(site);
    const copy = join(site, 'linux-vip-dns-failover.yaml');
    copyFileSync(runbook, copy);
    writeFileSync(join(site, 'there.inventory.yaml'), inventoryText(bed, { id: 'there', set: options.set ?? {} }));
    writeFileSync(join(site, 'back.inventory.yaml'), inventoryText(bed, { id: 'back', set: options.set ?? {} }));
    const served = spawn(process.execPath, [cli, 'serve', '--port', '0'], {
      env: { ...process.env, DRILLBOOK_DATA: join(folder, 'data') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return { bed, runbook: copy, url: await urlOf(served), end: () => end(served) };
  } catch (error) {
    await end();
    throw error;
  }
}

async function urlOf(served: ChildProcess): Promise<string> {
  let printed = '';
  for await (const chunk of served.stdout ?? []) {
    printed += String(chunk);
    const url = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(printed)?.[0];
    if (url === undefined) continue;
    served.stdout?.resume();
    return url;
  }
  throw new Error(`drillbook serve ended before it served: is it built? ${printed}`);
}
