import type { Page } from '@playwright/test';
import type { CallName, CallParams, CallResults } from '../../src-shared/rpc/calls.ts';

/** What the preload put there. */
interface Bridge {
  post(frame: string): void;
  onFrame(listener: (frame: string) => void): () => void;
}
declare const drillbook: Bridge;

/** A frame of birpc: a question, or its answer. */
interface Frame {
  readonly t?: string;
  readonly i?: string;
  readonly m?: string;
  readonly a?: readonly unknown[];
  readonly r?: { readonly ok: boolean; readonly value?: unknown; readonly error?: unknown };
}

/** Makes a call from within the page, over the window's own line to the core, beside what the page itself says. */
export async function callCore<Name extends CallName>(
  page: Page,
  name: Name,
  params: CallParams<Name>,
): Promise<CallResults[Name]> {
  const answer = await page.evaluate(
    ([called, given]) =>
      new Promise<Frame['r']>((resolve) => {
        const id = `test-${crypto.randomUUID()}`;
        const end = drillbook.onFrame((text) => {
          const frame = JSON.parse(text) as Frame;
          if (frame.t !== 's' || frame.i !== id) return;
          end();
          resolve(frame.r);
        });
        drillbook.post(JSON.stringify({ t: 'q', i: id, m: 'call', a: [called, given] }));
      }),
    [name, params] as const,
  );
  if (answer?.ok === true) return answer.value as CallResults[Name];
  throw new Error(`${name}: ${JSON.stringify(answer?.error)}`);
}

/** Collects a stream's items in the page, from now on; read them with `itemsOf`. */
export async function openStream(page: Page, name: string, stream: number): Promise<void> {
  await page.evaluate(
    ([opened, number]) => {
      const items: unknown[] = [];
      Object.assign(globalThis, { [`stream${number}`]: items });
      drillbook.onFrame((text) => {
        const frame = JSON.parse(text) as Frame;
        if (frame.m === 'item' && frame.a?.[0] === number) items.push(frame.a[2]);
      });
      drillbook.post(JSON.stringify({ t: 'q', m: 'open', a: [number, opened, {}] }));
    },
    [name, stream] as const,
  );
}

export async function itemsOf(page: Page, stream: number): Promise<unknown> {
  return await page.evaluate((number) => (globalThis as Record<string, unknown>)[`stream${number}`], stream);
}
