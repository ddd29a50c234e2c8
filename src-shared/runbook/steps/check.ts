import { Type } from 'typebox';
import { closed, count, flag, name, oneOrMore, port, text } from '../field.ts';

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

const status = (range: { readonly minimum: number; readonly maximum: number }, examples: unknown[]) =>
  Type.Union(
    [
      count({ description: 'A status.' }, range),
      Type.Array(count({ description: 'A status.' }, range), { minItems: 1 }),
    ],
    { title: 'Status', description: 'The status, or a list of them: any of them is right.', default: 200, examples },
  );
const verify = flag({
  title: 'Check the certificate',
  description: '`false` takes any certificate of the server: then nobody knows who answered, and the plan says so.',
  default: true,
});

const http = Type.Object(
  {
    url: Type.String({
      pattern: '^[hH][tT][tT][pP][sS]?://|\\{\\{',
      title: 'URL',
      description: 'An http or https URL, without user and password. It is asked with GET, for at most 10 s.',
      examples: ['https://{{ params.service_name }}/health'],
    }),
    to: Type.Optional(
      text({
        title: 'Connect to',
        description:
          'A target, group, `forEach` name or address that is asked in place of what the name in the URL resolves to: a new host answers for the service before DNS points there. Ports of the inventory count.',
        examples: ['client'],
      }),
    ),
    from: Type.Optional(from),
    follow: Type.Optional(
      flag({
        title: 'Follow redirects',
        description: 'Follows at most 5 redirects; else a redirect is the answer.',
        default: false,
      }),
    ),
    verify: Type.Optional(verify),
    status: Type.Optional(status({ minimum: 100, maximum: 599 }, [[200, 204]])),
    contains: Type.Optional(
      text({
        title: 'Body contains',
        description: 'A text that the first MiB of the body holds.',
        examples: ['ready'],
      }),
    ),
  },
  {
    ...closed,
    title: 'HTTP',
    description: 'A URL answers. From a host by `curl`, else `wget`.',
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
      description:
        'Every one of them is asked directly: targets, or addresses that may carry a port (`192.0.2.53:5353`, `[2001:db8::53]:53`).',
      examples: [['192.0.2.53', '198.51.100.53']],
    }),
    from: Type.Optional(from),
    equals: oneOrMore({
      title: 'Answer',
      description: 'The records, in any order, and no others.',
      examples: ['{{ targets.client.host.address }}'],
    }),
  },
  {
    ...closed,
    title: 'DNS',
    description:
      'Every resolver gives the expected records. By UDP, by TCP where the answer is too long; asked again once after 3 s. From a host by `dig`. Outputs: `ttl` (seconds, the longest) and `answers`, the records by resolver (the id of a host, or its address as written).',
    examples: [{ name: 'tvox.example.test', type: 'A', resolvers: ['192.0.2.53'], equals: '192.0.2.20' }],
  },
);

const sip = Type.Object(
  {
    to,
    port: Type.Optional(
      port({ title: 'Port', description: 'The SIP port; 5061 where the transport is `tls`.', default: 5060 }),
    ),
    transport: Type.Optional(
      Type.Enum(['udp', 'tcp', 'tls'], { title: 'Transport', description: 'How it is sent.', default: 'udp' }),
    ),
    from: Type.Optional(from),
    status: Type.Optional(status({ minimum: 200, maximum: 699 }, [[200, 404]])),
    verify: Type.Optional(verify),
    ca: Type.Optional(
      text({
        title: 'Trusted certificates',
        description: 'PEM certificates that sign those of the server, beside the ones that this machine trusts.',
        examples: ['{{ params.sip_ca }}'],
      }),
    ),
    auth: Type.Optional(
      Type.Object(
        {
          user: text({ title: 'User', description: 'The user of the digest.', examples: ['probe'] }),
          secret: name({
            title: 'Secret',
            description: 'The id of a parameter of type `secret`: the password.',
            examples: ['sip_password'],
          }),
        },
        {
          ...closed,
          title: 'Login',
          description: 'Answers 401 and 407 by digest (SHA-256 or MD5).',
          examples: [{ user: 'probe', secret: 'sip_password' }],
        },
      ),
    ),
  },
  {
    ...closed,
    title: 'SIP',
    description:
      'Answers a SIP OPTIONS request within 5 s. Over UDP it is sent again every 0.25 s. From a host by `sipsak`, UDP and TCP only.',
    examples: [{ to: '{{ params.service_name }}', port: 5060 }],
  },
);

const ping = Type.Object(
  { to, from: Type.Optional(from) },
  {
    ...closed,
    title: 'Ping',
    description: 'Answers one of 3 ICMP echo requests, by the `ping` of the machine that looks.',
    examples: [{ to: 'client' }],
  },
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
