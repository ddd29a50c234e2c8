import type { StreamName, Subscription } from '../../src-shared/rpc/calls.ts';
import type { WindowSide } from '../../src-shared/rpc/link-protocol.ts';

/** What a stream book says to the core. */
export interface StreamSender {
  open(stream: number, name: string, params: unknown): void;
  taken(stream: number, upTo: number): void;
  close(stream: number): void;
}

interface OpenStream {
  readonly name: StreamName;
  readonly subscription: Subscription<StreamName>;
}

/** The streams that this window wants, whatever link there is at the moment: a new link opens them all again. */
export interface StreamBook {
  readonly side: WindowSide;
  add<Name extends StreamName>(name: Name, subscription: Subscription<Name>): { readonly dispose: () => void };
  /** `undefined`: there is no link. */
  useSender(sender: StreamSender | undefined): void;
}

export function createStreamBook(): StreamBook {
  const streams = new Map<number, OpenStream>();
  let sender: StreamSender | undefined;
  let last = 0;
  const begin = (stream: number, { name, subscription }: OpenStream): void => {
    sender?.open(stream, name, subscription.params());
  };
  return {
    side: {
      item: (stream, number, item) => {
        const open = streams.get(stream);
        if (open === undefined) return;
        open.subscription.onItem(item as never);
        sender?.taken(stream, number);
      },
      ended: (stream, error) => {
        const open = streams.get(stream);
        streams.delete(stream);
        open?.subscription.onEnd?.(error ?? undefined);
      },
    },
    add: (name, subscription) => {
      const stream = (last += 1);
      const open = { name, subscription: subscription as unknown as Subscription<StreamName> };
      streams.set(stream, open);
      begin(stream, open);
      return {
        dispose: () => {
          if (streams.delete(stream)) sender?.close(stream);
        },
      };
    },
    useSender: (next) => {
      sender = next;
      if (next !== undefined) for (const [stream, open] of streams) begin(stream, open);
    },
  };
}
