import { idPattern } from './field.ts';
import { fault, type DocumentPath, type Finding } from './finding.ts';
import { asList, asMap, asTexts, isMap, type LooseMap } from './loose.ts';
import { suggestion } from './nearest.ts';

const idShape = new RegExp(idPattern);
const authKinds = ['key', 'agent', 'password', 'saved'];
/** Keys that are about to hold a secret, in words that people use. */
const secretKey = /pass(word|wd|phrase)|secret|token|private.?key|community/i;

/** What the schema cannot say of an inventory: names that do not exist, jump loops, ports, secrets. */
export function checkInventory(value: unknown): readonly Finding[] {
  const document = asMap(value);
  const hosts = asMap(document['hosts']);
  const groups = asMap(document['groups']);
  return [
    ...Object.entries(hosts).flatMap(([id, host]) => (isMap(host) ? ofHost(id, host, hosts) : [])),
    ...Object.entries(groups).flatMap(([id, members]) => ofGroup(id, members, hosts)),
    ...loops(hosts),
    ...bindings(document['bindings'], hosts, groups),
    ...secrets(document),
  ];
}

function badId(id: string, path: DocumentPath, what: string): readonly Finding[] {
  if (id === 'app') return [fault(path, 'inventory.unknown-name', '`app` is reserved: it means this machine', 'key')];
  if (idShape.test(id) && id.length <= 64) return [];
  const message = `\`${id}\` is no id for a ${what}: expected letters, digits, \`-\` and \`_\`, 64 at most`;
  return [fault(path, 'inventory.unknown-name', message, 'key')];
}

function ofHost(id: string, host: LooseMap, hosts: LooseMap): readonly Finding[] {
  const path = ['hosts', id];
  const { address, ssh, auth, jump, ports, login } = host;
  const found = [...badId(id, path, 'host')];
  if (address === undefined && ssh === undefined) {
    found.push(
      fault(path, 'schema.missing-key', 'The key `address` is missing (or `ssh`, an alias of ~/.ssh/config)', 'key'),
    );
  }
  const ways = authKinds.filter((kind) => Object.hasOwn(asMap(auth), kind));
  if (isMap(auth) && ways.length !== 1) {
    const named = authKinds.map((kind) => `\`${kind}\``).join(', ');
    found.push(
      fault(
        [...path, 'auth'],
        'inventory.host',
        `\`auth\` has ${ways.length} ways to log in: expected exactly one of ${named}`,
      ),
    );
  }
  if (login === 'none' && auth !== undefined) {
    found.push(fault([...path, 'auth'], 'inventory.host', '`auth` says nothing beside `login: none`', 'key'));
  }
  if (typeof jump === 'string' && !Object.hasOwn(hosts, jump)) {
    found.push(
      fault(
        [...path, 'jump'],
        'inventory.unknown-name',
        `There is no host \`${jump}\`${suggestion(jump, Object.keys(hosts))}`,
      ),
    );
  }
  const wrong = Object.keys(asMap(ports)).filter((port) => !/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535);
  found.push(
    ...wrong.map((port) => fault([...path, 'ports', port], 'inventory.ports', `\`${port}\` is no port`, 'key')),
  );
  return found;
}

function ofGroup(id: string, members: unknown, hosts: LooseMap): readonly Finding[] {
  const path = ['groups', id];
  const seen = new Set<string>();
  const taken = Object.hasOwn(hosts, id);
  return [
    ...badId(id, path, 'group'),
    ...(taken ? [fault(path, 'inventory.duplicate-id', `There is a host \`${id}\` already`, 'key')] : []),
    ...asTexts(members).flatMap(({ text, path: below }) => {
      const at = [...path, ...below];
      if (seen.has(text)) return [fault(at, 'inventory.duplicate-id', `\`${text}\` stands in the group already`)];
      seen.add(text);
      if (Object.hasOwn(hosts, text)) return [];
      return [
        fault(at, 'inventory.unknown-name', `There is no host \`${text}\`${suggestion(text, Object.keys(hosts))}`),
      ];
    }),
  ];
}

/** Each loop once, at the `jump` of its first host. */
function loops(hosts: LooseMap): readonly Finding[] {
  const told = new Set<string>();
  return Object.keys(hosts).flatMap((start) => {
    const way: string[] = [];
    for (let id: unknown = start; typeof id === 'string' && Object.hasOwn(hosts, id); id = asMap(hosts[id])['jump']) {
      if (told.has(id)) return [];
      if (id === start && way.length > 0) {
        for (const one of way) told.add(one);
        const message = `Jump hosts in a circle: ${[...way, start].join(' -> ')}`;
        return [fault(['hosts', start, 'jump'], 'inventory.jump-loop', message)];
      }
      // A loop further on is told at its own first host.
      if (way.includes(id)) return [];
      way.push(id);
    }
    return [];
  });
}

function bindings(value: unknown, hosts: LooseMap, groups: LooseMap): readonly Finding[] {
  const known = [...Object.keys(hosts), ...Object.keys(groups)];
  return Object.entries(asMap(value)).flatMap(([runbook, targets]) =>
    Object.entries(asMap(targets)).flatMap(([target, names]) =>
      asTexts(names).flatMap(({ text, path: below }) => {
        if (known.includes(text)) return [];
        const message = `There is no host or group \`${text}\`${suggestion(text, known)}`;
        return [fault(['bindings', runbook, target, ...below], 'inventory.unknown-name', message)];
      }),
    ),
  );
}

/** Keys that look like secrets among the free ones, and private keys anywhere. */
function secrets(document: LooseMap): readonly Finding[] {
  const found: Finding[] = [];
  const look = (value: unknown, path: DocumentPath, free: boolean): void => {
    if (typeof value === 'string' && value.includes('PRIVATE KEY-----')) {
      found.push(
        fault(path, 'inventory.secret', 'A private key stands in the file: name its path, `auth: { key: PATH }`'),
      );
    }
    asList(value).forEach((item, at) => {
      look(item, [...path, at], free);
    });
    for (const [key, item] of Object.entries(asMap(value))) {
      const holds = free && secretKey.test(key) && (typeof item === 'string' || typeof item === 'number');
      if (holds)
        found.push(
          fault([...path, key], 'inventory.secret', `\`${key}\` looks like a secret: none is ever in the file`, 'key'),
        );
      look(item, [...path, key], free || key === 'vars' || key === 'parameters');
    }
  };
  look(document, [], false);
  return found;
}
