import { Type } from 'typebox';
import { closed, count, oneOrMore, port, text } from '../field.ts';

const from = oneOrMore({
  title: 'Vantage',
  description: 'From where: `app` (this machine), a target, a group or a `forEach` name; one or a list.',
  default: 'app',
  examples: [['app', 'client']],
});
const to = text({
  title: 'Whom',
  description: 'A target, group or `forEach` name means its hosts; anything else, and every template, is an address.',
  examples: ['master', '{{ params.service_name }}'],
});

const tcp = Type.Object(
  {
    from: Type.Optional(from),
    to: oneOrMore({
      title: 'Whom',
      description: 'A target, group or `forEach` name, or an address; one or a list.',
      examples: ['master'],
    }),
    ports: Type.Union(
      [port({ description: 'A port.' }), Type.Array(port({ description: 'A port.' }), { minItems: 1 })],
      {
        title: 'Ports',
        description: 'One port or a list.',
        examples: [22, [22, 873, 3306, 27017]],
      },
    ),
    is: Type.Optional(
      Type.Enum(['open', 'closed'], {
        title: 'Expected state',
        description:
          '`closed` is true only if refused, or no answer within 5 s, from every vantage, while the `control` on the same path answers.',
        default: 'open',
        examples: ['closed'],
      }),
    ),
    control: Type.Optional(
      Type.Object(
        {
          to: text({ description: 'A target or address that must answer.', examples: ['client'] }),
          port: port({ description: 'Its port.', examples: [22] }),
        },
        {
          ...closed,
          title: 'Control',
          description:
            'What must answer at that very moment from the same vantage. Obligatory with `is: closed`: silence alone may be our own link.',
          examples: [{ to: 'client', port: 22 }],
        },
      ),
    ),
  },
  {
    ...closed,
    title: 'TCP ports',
    description: 'TCP ports are open, or closed.',
    examples: [{ from: 'client', to: 'master', ports: [22, 3306] }],
  },
);

const run = Type.Object(
  {
    on: Type.Optional(
      oneOrMore({ title: 'Hosts', description: 'Where; default the `on` of the step.', examples: ['client'] }),
    ),
    script: text({ title: 'Script', description: 'A script that changes nothing.', examples: ['tvox-dr role'] }),
  },
  {
    ...closed,
    title: 'Script',
    description: 'A read-only script, judged by `expect`.',
    examples: [{ on: 'client', script: 'tvox-dr role' }],
  },
);

const http = Type.Object(
  {
    url: text({
      title: 'URL',
      description: 'An http or https URL.',
      examples: ['https://{{ params.service_name }}/health'],
    }),
    from: Type.Optional(from),
    status: Type.Optional(
      Type.Union(
        [count({ description: 'A status.' }), Type.Array(count({ description: 'A status.' }), { minItems: 1 })],
        {
          title: 'Status',
          description: 'The status, or a list of them.',
          default: 200,
          examples: [[200, 204]],
        },
      ),
    ),
    contains: Type.Optional(
      text({ title: 'Body contains', description: 'A text that the body holds.', examples: ['ready'] }),
    ),
  },
  {
    ...closed,
    title: 'HTTP',
    description: 'A URL answers.',
    examples: [{ url: 'https://{{ params.service_name }}/health', contains: 'ready' }],
  },
);

const dns = Type.Object(
  {
    name: text({ title: 'Name', description: 'The name asked for.', examples: ['{{ params.service_name }}'] }),
    type: Type.Optional(
      Type.Enum(['A', 'AAAA', 'CNAME', 'SRV', 'NAPTR', 'MX', 'TXT', 'PTR', 'NS', 'SOA'], {
        title: 'Record type',
        description: 'The type of record.',
        default: 'A',
      }),
    ),
    resolvers: oneOrMore({
      title: 'Resolvers',
      description: 'Every one of them is asked.',
      examples: [['192.0.2.53', '198.51.100.53']],
    }),
    equals: oneOrMore({
      title: 'Answer',
      description: 'The records, in any order.',
      examples: ['{{ targets.client.host.address }}'],
    }),
  },
  {
    ...closed,
    title: 'DNS',
    description: 'Every resolver gives the expected records.',
    examples: [{ name: 'tvox.example.test', type: 'A', resolvers: ['192.0.2.53'], equals: '192.0.2.20' }],
  },
);

const sip = Type.Object(
  {
    to,
    port: Type.Optional(port({ title: 'Port', description: 'The SIP port.', default: 5060 })),
    transport: Type.Optional(
      Type.Enum(['udp', 'tcp', 'tls'], { title: 'Transport', description: 'How it is sent.', default: 'udp' }),
    ),
    from: Type.Optional(from),
  },
  {
    ...closed,
    title: 'SIP',
    description: 'Answers a SIP OPTIONS request.',
    examples: [{ to: '{{ params.service_name }}', port: 5060 }],
  },
);

const ping = Type.Object(
  { to, from: Type.Optional(from) },
  { ...closed, title: 'Ping', description: 'Answers an ICMP echo request.', examples: [{ to: 'client' }] },
);

/** What can be asserted about the world: exactly one of the kinds. */
export const checkField = Type.Object(
  {
    tcp: Type.Optional(tcp),
    run: Type.Optional(run),
    http: Type.Optional(http),
    dns: Type.Optional(dns),
    sip: Type.Optional(sip),
    ping: Type.Optional(ping),
  },
  {
    ...closed,
    shared: 'check',
    title: 'Asserts the world, read-only',
    description:
      'Taken every 2 s (or `every`) until true `within`, and true all through `for`. Exactly one of `tcp`, `run`, `http`, `dns`, `sip`, `ping`. Local errors or a missing tool mean *not taken*, which never passes.',
    examples: [
      {
        tcp: {
          from: ['app', 'client'],
          to: 'master',
          ports: [22, 5060],
          is: 'closed',
          control: { to: 'client', port: 22 },
        },
      },
    ],
  },
);
export const checkKinds = ['tcp', 'run', 'http', 'dns', 'sip', 'ping'] as const;
