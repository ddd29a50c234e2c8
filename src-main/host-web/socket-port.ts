import type { WebSocket } from 'ws';
import type { FramePort } from '../../src-shared/rpc/frame-port.ts';

/** A WebSocket as a line to a window. */
export function socketPort(socket: WebSocket): FramePort {
  return {
    post: (frame) => {
      if (socket.readyState === socket.OPEN) socket.send(frame);
    },
    onFrame: (listener) => {
      const heard = (data: Buffer, isBinary: boolean): void => {
        if (!isBinary) listener(data.toString('utf8'));
      };
      socket.on('message', heard);
      return { dispose: () => void socket.off('message', heard) };
    },
    onClose: (listener) => {
      if (socket.readyState >= socket.CLOSING) queueMicrotask(listener);
      socket.once('close', listener);
      return { dispose: () => void socket.off('close', listener) };
    },
    close: () => {
      socket.close();
    },
  };
}
