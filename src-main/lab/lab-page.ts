import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import type { HostControl } from './lab-system.ts';
import type { TvoxSystem } from './systems/tvox.ts';

/**
 * The lab's page: the imitated OCC button of the client and the power switches of the machines, for people who rehearse
 * by hand. Listens on the client's own loopback address. Rejects with `EADDRINUSE` where the port is taken.
 */
export async function createLabPage(
  tvox: TvoxSystem,
  hosts: HostControl,
  at: { readonly address: string; readonly port: number },
): Promise<Disposable> {
  const origin = `${at.address}:${String(at.port)}`;
  const server = createServer((request, response) => {
    // Another site in the same browser must not press our buttons, nor a name that was pointed here.
    const from = request.headers.origin;
    if (request.headers.host !== origin || (from !== undefined && from !== `http://${origin}`)) {
      response.writeHead(403).end('Open this page by its own address.\n');
      return;
    }
    if (request.method === 'POST') {
      press(tvox, hosts, request);
      response.writeHead(303, { location: '/' }).end();
    } else show(tvox, hosts, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.address, resolve);
  });
  return {
    dispose: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function press(tvox: TvoxSystem, hosts: HostControl, request: IncomingMessage): void {
  const [, action = '', host = ''] = (request.url ?? '').split('/');
  const known = tvox.hosts.some(({ id }) => id === host);
  if (action === 'activate' || action === 'deactivate') tvox.press(action);
  else if (action === 'power-on' && known) hosts.powerOn(host);
  else if (action === 'power-off' && known) hosts.powerOff(host, { mains: true });
  else if (action === 'name' && known) tvox.pointNameAt(host);
}

function button(path: string, label: string): string {
  return `<form method="post" action="/${path}"><button>${label}</button></form>`;
}

function show(tvox: TvoxSystem, hosts: HostControl, response: ServerResponse): void {
  const state = tvox.state();
  const next = state.client.role === 'active' ? 'deactivate' : 'activate';
  const rows = tvox.hosts.map(({ id, name, vars }) => {
    const change =
      hosts.power(id) === 'off' ? button(`power-on/${id}`, 'Power on') : button(`power-off/${id}`, 'Cut the mains');
    const points =
      state.nameAt === id ? 'the service name points here' : button(`name/${id}`, 'Point the service name here');
    return `<tr><td>${name} (${vars['role'] ?? ''})</td><td>${hosts.power(id)}</td><td>${change}</td><td>${points}</td></tr>`;
  });
  const phones = Object.entries(state.phones).map(([kind, { registered, all }]) => `${kind} ${registered} of ${all}`);
  const warning = state.splitBrain
    ? '<p role="alert"><strong>Split brain: the client is active and a master is on.</strong></p>'
    : '';
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Practice lab: TVox</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}td{padding:.3rem 1rem .3rem 0}
form{display:inline}[role=alert]{color:#a00000}</style>
<h1>Practice lab: TVox</h1><p>An imitation: nothing here is the real product.</p>${warning}
<h2>OCC of the DR client</h2><p>Role: <strong>${state.client.role}</strong> since ${state.client.since}</p>
${button(next, next === 'activate' ? 'Activate' : 'Deactivate')}
<p>Phones at ${state.registeredAt ?? 'no machine'}: ${phones.join(', ')}</p>
<h2>Machines</h2><table>${rows.join('')}</table></html>`);
}
