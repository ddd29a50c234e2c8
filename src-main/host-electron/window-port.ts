import type { IpcMainEvent, WebContents } from 'electron';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import { maxFrameLength, type FramePort } from '../../src-shared/rpc/frame-port.ts';
import { isPageUrl } from './page-scheme.ts';

const frameChannel = 'drillbook:frame';

/** Serves each document that the window loads: a new one ends the line of the one before. */
export function serveWindow(contents: WebContents, serve: (port: FramePort) => Disposable): void {
  let open: WindowPort | undefined;
  const end = (): void => {
    open?.close();
    open = undefined;
  };
  const begin = (): WindowPort => {
    const port = createWindowPort(contents);
    serve(port);
    return port;
  };
  // Sent while the document is being made, when its address may not be known yet: it ends a line, and begins none.
  contents.ipc.on('drillbook:open', end);
  contents.ipc.on(frameChannel, (event, frame: unknown) => {
    if (!isOurPage(event, contents)) return;
    open ??= begin();
    // Only a page that is not ours any more would send anything else.
    if (typeof frame === 'string' && frame.length <= maxFrameLength) open.hear(frame);
    else open.close();
  });
  contents.on('render-process-gone', end);
  contents.on('destroyed', end);
}

/** A frame inside the page, or a page that somehow came from elsewhere, has no say. */
function isOurPage({ senderFrame }: IpcMainEvent, contents: WebContents): boolean {
  return senderFrame !== null && senderFrame === contents.mainFrame && isPageUrl(senderFrame.url);
}

interface WindowPort extends FramePort {
  readonly hear: (frame: string) => void;
}

function createWindowPort(contents: WebContents): WindowPort {
  const hearing = new Set<(frame: string) => void>();
  const closing = new Set<() => void>();
  let isOpen = true;
  const send = (channel: string, ...args: readonly string[]): void => {
    if (!contents.isDestroyed()) contents.send(channel, ...args);
  };
  return {
    hear: (frame) => {
      for (const listener of [...hearing]) listener(frame);
    },
    post: (frame) => {
      if (isOpen) send(frameChannel, frame);
    },
    onFrame: (listener) => {
      hearing.add(listener);
      return { dispose: () => void hearing.delete(listener) };
    },
    onClose: (listener) => {
      if (!isOpen) queueMicrotask(listener);
      closing.add(listener);
      return { dispose: () => void closing.delete(listener) };
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      hearing.clear();
      for (const listener of [...closing]) listener();
      send('drillbook:closed');
    },
  };
}
