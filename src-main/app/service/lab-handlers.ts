import { connect } from 'node:net';
import { join } from 'node:path';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import type { Handlers } from '../../../src-shared/rpc/calls.ts';
import type { LabAnswer, LabOrder, LabStatus, LabSystemName } from '../../../src-shared/rpc/lab-calls.ts';
import { fixedLabPages, type Lab } from '../../lab/create-lab.ts';
import { askLab } from '../../lab/lab-control.ts';
import { labStatusOf, obeyOrder } from '../../lab/lab-orders.ts';
import { startPracticeLab } from '../practice-lab.ts';
import { createInTurn } from './in-turn.ts';

export interface LabHandlers {
  readonly handlers: Handlers<'lab.status' | 'lab.start' | 'lab.stop' | 'lab.order'>;
  /** Ends the lab of this process, if there is one; it is found again as it was. */
  close(): Promise<void>;
}

/**
 * The practice lab of this process, or that of another program of the user on the same data folder (`drillbook lab`),
 * through its control. A lab of somebody else is only seen.
 */
export function createLabHandlers(
  dataFolder: string,
  ports: 'fixed' | 'free',
  changed: (what: 'lab') => void,
): LabHandlers {
  const folder = labFolderOf(dataFolder);
  // Two windows that press start at once get one lab.
  const inTurn = createInTurn();
  let own: Lab | undefined;
  const close = async (): Promise<void> => {
    const running = own;
    own = undefined;
    await running?.dispose();
  };
  const status = async (): Promise<LabStatus> => (own === undefined ? statusElsewhere(folder) : labStatusOf(own));
  const start = async (systems: readonly LabSystemName[], fresh: boolean): Promise<LabStatus> => {
    const other = own === undefined ? await askElsewhere(folder, { do: 'start', systems: [...systems], fresh }) : own;
    if (other !== undefined && 'said' in other) return other.status;
    if (other === undefined) own = await startPracticeLab(ports, { systems, fresh });
    else await other.add(systems, fresh);
    return status();
  };
  const obey = async (order: LabOrder): Promise<LabAnswer> => {
    if (own !== undefined) {
      const answer = await obeyOrder(own, order);
      if (!answer.status.running) await close();
      return answer;
    }
    const answer = await askElsewhere(folder, order);
    if (answer !== undefined) return answer;
    if (order.do === 'start') return { said: '', status: await start(order.systems, order.fresh) };
    throw new DrillError('lab.order-refused', 'No practice lab of yours runs.');
  };
  const told = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = await inTurn(work);
    changed('lab');
    return result;
  };
  return {
    handlers: {
      'lab.status': () => inTurn(status),
      'lab.start': ({ systems = ['tvox'], fresh = false }) => told(() => start(systems, fresh)),
      'lab.stop': () => told(() => close().then(status)),
      'lab.order': ({ order }) => told(() => obey(order)),
    },
    close: () => inTurn(close),
  };
}

/** Where the lab writes its inventories, with the keys of this installation. */
export function labFolderOf(dataFolder: string): string {
  return join(dataFolder, 'lab');
}

async function askElsewhere(folder: string, order: LabOrder): Promise<LabAnswer | undefined> {
  const answer = await askLab(folder, order);
  return answer && { ...answer, status: { ...answer.status, elsewhere: true } };
}

/** What another program runs: ours through its control, anybody else's by its page. */
async function statusElsewhere(folder: string): Promise<LabStatus> {
  const ours = await askElsewhere(folder, { do: 'state' });
  if (ours !== undefined) return ours.status;
  for (const { address, port, url } of fixedLabPages) {
    if (await answers(address, port)) return { running: true, elsewhere: true, page: url, hosts: [], systems: [] };
  }
  return { running: false, hosts: [], systems: [] };
}

/** On a loopback address the answer is there at once; where it is none (macOS) nothing is waited for long. */
async function answers(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port, timeout: 300 });
  socket.once('connect', () => {
    resolve(true);
  });
  for (const event of ['error', 'timeout'] as const) {
    socket.once(event, () => {
      resolve(false);
    });
  }
  return promise.finally(() => socket.destroy());
}
