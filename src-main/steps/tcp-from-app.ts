import { connect } from 'node:net';
import type { PortAnswer } from '../engine/ports.ts';

/** How long a port may stay silent before it counts as closed: five seconds. */
const portWaitMs = 5_000;

/** Connects from this machine and closes at once. A connection that this side cannot even try is a `local-error`. */
export function tcpFromApp(address: string, port: number, signal: AbortSignal): Promise<PortAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const timer = setTimeout(() => {
      end('silent');
    }, portWaitMs);
    const end = (answer: PortAnswer): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      socket.destroy();
      resolve(answer);
    };
    const cancel = (): void => {
      end('local-error');
    };
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    socket.once('connect', () => {
      end('open');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      end(answerOf(error.code));
    });
  });
}

/**
 * A neighbour that is off answers no ARP: the kernel says EHOSTUNREACH, which is silence; the control on the same path
 * shows that the path itself works. No network, no name and no permission are troubles of this side.
 */
function answerOf(code: string | undefined): PortAnswer {
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return 'refused';
  return code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'EHOSTDOWN' ? 'silent' : 'local-error';
}
