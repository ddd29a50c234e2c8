import type { FramePort } from '../../src-shared/rpc/frame-port.ts';
import type { HostBridge } from './host-bridge.ts';

/** Opens a line to the core: by the preload where there is one, else by the WebSocket that the page came from. */
export function connectPort(): Promise<FramePort> {
  const bridge = window.drillbook;
  return bridge === undefined ? connectSocket(location) : Promise.resolve(bridgePort(bridge));
}

function bridgePort(bridge: HostBridge): FramePort {
  return {
    post: (frame) => {
      bridge.post(frame);
    },
    onFrame: (listener) => ({ dispose: bridge.onFrame(listener) }),
    onClose: (listener) => ({ dispose: bridge.onClose(listener) }),
    close: () => undefined,
  };
}

function connectSocket({ protocol, host }: Location): Promise<FramePort> {
  const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/link`);
  const opened = Promise.withResolvers<FramePort>();
  socket.addEventListener('open', () => {
    opened.resolve(socketPort(socket));
  });
  socket.addEventListener('close', () => {
    opened.reject(new Error('The core does not answer.'));
  });
  return opened.promise;
}

function socketPort(socket: WebSocket): FramePort {
  return {
    post: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    onFrame: (listener) => {
      const heard = ({ data }: MessageEvent<unknown>): void => {
        if (typeof data === 'string') listener(data);
      };
      socket.addEventListener('message', heard);
      return {
        dispose: () => {
          socket.removeEventListener('message', heard);
        },
      };
    },
    onClose: (listener) => {
      if (socket.readyState >= WebSocket.CLOSING) queueMicrotask(listener);
      socket.addEventListener('close', listener, { once: true });
      return {
        dispose: () => {
          socket.removeEventListener('close', listener);
        },
      };
    },
    close: () => {
      socket.close();
    },
  };
}
