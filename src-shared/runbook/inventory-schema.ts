import { Type, type Static } from 'typebox';
import { closed, flag, freeMap, id, kebabPattern, list, oneOrMore, text, type DeepReadonly } from './field.ts';

const platforms = ['linux', 'aix', 'solaris', 'windows', 'windows-nlb', 'other'] as const;

const authSchema = Type.Object(
  {
    key: Type.Optional(
      text({
        title: 'Key',
        description: 'The path of a private key; `~` is the home folder.',
        examples: ['~/.ssh/id_ed25519'],
      }),
    ),
    agent: Type.Optional(flag({ title: 'Agent', description: 'The keys of the running agent.', examples: [true] })),
    password: Type.Optional(
      Type.Literal('prompt', {
        title: 'Password',
        description: 'Asked for when it is needed; never in the file.',
        examples: ['prompt'],
      }),
    ),
    saved: Type.Optional(
      text({
        title: 'Saved',
        description: 'The name of a secret in the keychain of this machine.',
        examples: ['voice-a'],
      }),
    ),
  },
  {
    ...closed,
    title: 'Authentication',
    description:
      'Exactly one of `key`, `agent`, `password: prompt`, `saved`. Without it: the agent, then the usual keys.',
    examples: [{ key: '~/.ssh/id_ed25519' }, { agent: true }, { password: 'prompt' }, { saved: 'voice-a' }],
  },
);

const portNumber = { minimum: 1, maximum: 65_535 };

const hostSchema = Type.Object(
  {
    name: Type.Optional(text({ title: 'Name', description: 'For people. Default: the id.', examples: ['Voice A'] })),
    address: Type.Optional(
      text({
        title: 'Address',
        description: 'Name or IP address. May be left out with `ssh`.',
        examples: ['192.0.2.10'],
      }),
    ),
    ssh: Type.Optional(
      text({
        title: 'SSH alias',
        description: 'An alias of `~/.ssh/config`; what is given here wins.',
        examples: ['tvox-client'],
      }),
    ),
    port: Type.Optional(
      Type.Integer({ ...portNumber, title: 'Port', description: 'The SSH port.', default: 22, examples: [2222] }),
    ),
    user: Type.Optional(text({ title: 'User', description: 'The login name.', examples: ['dr'] })),
    auth: Type.Optional(authSchema),
    hostKey: Type.Optional(
      Type.String({
        pattern: '^[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,3}( .*)?$',
        title: 'Host key',
        description:
          'The only key accepted, as `<algorithm> <base64>`; its algorithm is preferred. Without it known_hosts decides.',
        examples: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3W0YqzD3sXq7m3o4sEoJ8m0Jw0gk1l6Vb9v2m1o3Xc'],
      }),
    ),
    platform: Type.Optional(
      Type.Enum([...platforms], {
        title: 'Platform',
        description: 'What runs there. The Windows ones get PowerShell; not yet tried on a real Windows.',
        default: 'linux',
        examples: ['linux'],
      }),
    ),
    jump: Type.Optional(
      id({ title: 'Jump host', description: 'The host of this inventory to go through.', examples: ['bastion'] }),
    ),
    sudo: Type.Optional(
      Type.Enum(['none', 'nopasswd'], {
        title: 'sudo',
        description: 'Whether `sudo -n` works; proven at preflight.',
        default: 'none',
        examples: ['nopasswd'],
      }),
    ),
    site: Type.Optional(text({ title: 'Site', description: 'Where it stands.', examples: ['north'] })),
    ports: Type.Optional(
      freeMap(Type.Integer(portNumber), {
        title: 'Ports as the app sees them',
        description: 'Port -> where the app reaches it (NAT, lab). From the app only.',
        examples: [{ '5060': 45060 }],
      }),
    ),
    login: Type.Optional(
      Type.Literal('none', {
        title: 'Login',
        description: '`none`: can be checked and iterated, runs nothing.',
        examples: ['none'],
      }),
    ),
    vars: Type.Optional(
      freeMap(Type.Unknown(), {
        title: 'Variables',
        description: 'Free values, `host.vars` in CEL.',
        examples: [{ role: 'master' }],
      }),
    ),
  },
  { ...closed, title: 'Host', description: 'One machine.' },
);

const contactSchema = Type.Object(
  {
    name: text({ title: 'Name', description: 'Who.', examples: ['Carrier desk'] }),
    phone: Type.Optional(
      text({ title: 'Phone', description: 'In quotes, so that it stays text.', examples: ['+39 02 5550100'] }),
    ),
    mail: Type.Optional(text({ title: 'Mail', description: 'The address.', examples: ['desk@carrier.example'] })),
    for: Type.Optional(
      list(Type.String(), {
        title: 'For',
        description: 'The steps beside which it is shown.',
        examples: [['isolate/carrier']],
      }),
    ),
  },
  { ...closed, title: 'Contact', description: 'Whom to call.' },
);

/** An inventory file, format 1. No secret is ever in it. */
export const inventorySchema = Type.Object(
  {
    drillbook: Type.Literal(1, { title: 'Format', description: 'The format of the file.', examples: [1] }),
    kind: Type.Literal('inventory', {
      title: 'Kind',
      description: 'Says that this is an inventory.',
      examples: ['inventory'],
    }),
    id: Type.String({
      pattern: kebabPattern,
      maxLength: 64,
      title: 'Id',
      description: 'Names the inventory, kebab-case.',
      examples: ['example-site'],
    }),
    title: Type.Optional(text({ title: 'Title', description: 'One line for people.', examples: ['Example site'] })),
    practice: Type.Optional(
      flag({ title: 'Practice', description: 'A lab: a live run is refused on it.', default: false, examples: [true] }),
    ),
    hosts: freeMap(hostSchema, {
      title: 'Hosts',
      description: 'Host id -> host. `app` is reserved.',
      examples: [{ 'voice-a': { name: 'Voice A', address: '192.0.2.10', user: 'dr', auth: { agent: true } } }],
    }),
    groups: Type.Optional(
      freeMap(Type.Array(Type.String()), {
        title: 'Groups',
        description: 'Group -> host ids.',
        examples: [{ masters: ['voice-a', 'voice-b'] }],
      }),
    ),
    bindings: Type.Optional(
      freeMap(freeMap(oneOrMore({ description: 'A host, a group, or a list.' }), { description: 'Target -> hosts.' }), {
        title: 'Bindings',
        description: 'Runbook id (`"*"` for any) -> target -> a host, a group, or a list.',
        examples: [{ 'tvox-activation': { master: 'masters', client: 'voice-c' } }],
      }),
    ),
    parameters: Type.Optional(
      freeMap(
        freeMap(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), { description: 'Parameter -> value.' }),
        {
          title: 'Parameters',
          description: 'Runbook id (`"*"` for any) -> parameter -> value. Never a secret.',
          examples: [{ 'tvox-activation': { service_name: 'voice.example.test' } }],
        },
      ),
    ),
    contacts: Type.Optional(
      list(contactSchema, {
        title: 'Contacts',
        description: 'Whom to call.',
        examples: [[{ name: 'Carrier desk', phone: '+39 02 5550100', for: ['isolate/carrier'] }]],
      }),
    ),
  },
  { ...closed, title: 'Drillbook inventory', description: 'The hosts of a site, format 1.' },
);

export type InventoryDocument = DeepReadonly<Static<typeof inventorySchema>>;
export type HostDocument = DeepReadonly<Static<typeof hostSchema>>;
