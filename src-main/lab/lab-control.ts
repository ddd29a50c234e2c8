import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { Check } from 'typebox/value';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { type ErrorCode, remedies } from '../../src-shared/base/error-codes.ts';
import { labOrder, type LabAnswer, type LabOrder } from '../../src-shared/rpc/lab-calls.ts';

/** For an answer; a start of every system is the longest. In ms. */
const patience = 20_000;
/** More than any order means something; characters. */
const longestOrder = 1 << 16;

/** What goes over the socket: one order a line, one answer a line, in their order. */
type Answered = { readonly answer: LabAnswer } | { readonly code: string; readonly message: string };

/**
 * Serves the control of a lab on a unix socket in its folder, for this user only, where no other program does so.
 * Undefined where the system has no such sockets (a path of more than about 100 bytes): the lab runs all the same.
 */
export async function createLabControl(
  folder: string,
  obey: (order: LabOrder) => Promise<LabAnswer>,
): Promise<Disposable | undefined> {
  const path = socketOf(folder);
  // Left by a program that was killed.
  rmSync(path, { force: true });
  const sockets = new Map<Socket, () => Promise<unknown>>();
  const server = createServer((socket) => {
    socket.on('close', () => sockets.delete(socket));
    sockets.set(socket, serve(socket, obey));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    chmodSync(path, 0o600);
  } catch {
    server.close();
    return undefined;
  }
  return {
    dispose: async () => {
      server.close();
      rmSync(path, { force: true });
      // Whoever asked for the end hears that it came.
      await Promise.all([...sockets.values()].map((answered) => answered()));
      for (const socket of sockets.keys()) socket.destroySoon();
    },
  };
}

/**
 * Asks the lab of this folder, whichever program of the user runs it; undefined where none does. Throws DrillError with
 * the code that the lab's program threw, `lab.order-refused` where it said something else or nothing.
 */
export async function askLab(folder: string, order: LabOrder): Promise<LabAnswer | undefined> {
  const line = await exchange(socketOf(folder), `${JSON.stringify(order)}\n`);
  if (line === undefined) return undefined;
  const answered = JSON.parse(line) as Answered;
  if ('answer' in answered) return answered.answer;
  throw new DrillError(isErrorCode(answered.code) ? answered.code : 'lab.order-refused', answered.message);
}

function socketOf(folder: string): string {
  return join(folder, 'control.sock');
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(remedies, code);
}

/** Gives what resolves when the orders so far are answered. */
function serve(socket: Socket, obey: (order: LabOrder) => Promise<LabAnswer>): () => Promise<unknown> {
  socket.on('error', () => socket.destroy());
  let turn: Promise<unknown> = Promise.resolve();
  linesOf(socket).on('line', (line) => {
    turn = turn.then(async () => {
      const answered = await answer(line, obey);
      if (!socket.destroyed) socket.write(`${JSON.stringify(answered)}\n`);
    });
  });
  return () => turn;
}

async function answer(line: string, obey: (order: LabOrder) => Promise<LabAnswer>): Promise<Answered> {
  try {
    const order: unknown = line.length > longestOrder ? undefined : JSON.parse(line);
    if (!Check(labOrder, order)) throw new DrillError('lab.order-refused', 'This is no order that the lab knows.');
    return { answer: await obey(order) };
  } catch (thrown) {
    const code = thrown instanceof DrillError ? thrown.code : 'lab.order-refused';
    return { code, message: messageOf(thrown) };
  }
}

/** Errors of a socket are told twice, there and here. */
function linesOf(socket: Socket): Interface {
  return createInterface({ input: socket }).on('error', () => undefined);
}

/** Whether a lab of this folder runs already. */
export function isLabServed(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketOf(folder));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

/** Undefined where nobody listens. */
function exchange(path: string, order: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const refuse = (why: string): void => {
      socket.destroy();
      reject(new DrillError('lab.order-refused', why));
    };
    let connected = false;
    socket.once('connect', () => {
      connected = true;
      socket.write(order);
    });
    socket.once('error', () => {
      if (connected) refuse('The program that runs the lab went away.');
      else resolve(undefined);
    });
    socket.once('close', () => {
      refuse('The program that runs the lab ended before it answered.');
    });
    socket.setTimeout(patience, () => {
      refuse('The program that runs the lab does not answer.');
    });
    linesOf(socket).once('line', (line) => {
      resolve(line);
      socket.destroy();
    });
  });
}
