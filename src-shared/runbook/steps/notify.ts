import { Type } from 'typebox';
import { closed, flag, name, oneOrMore, port, text } from '../field.ts';
import {
  mailSecurities,
  snmpEngine,
  snmpHashes,
  syslogFacilities,
  syslogSeverities,
  syslogTransports,
} from './notify-words.ts';

const words = text({
  title: 'Text',
  description: 'What is told; may hold templates. In a rehearsal it begins with `[rehearsal]`.',
  examples: ['The service moves to the standby now.'],
});
const server = (about: string, example: string) =>
  text({
    title: 'Server',
    description: `A target, or an address, with its port where it is another: \`${example}\`. ${about} Of a target the inventory’s \`ports\` count.`,
    examples: [example],
  });
const secretName = (title: string, description: string, example: string) =>
  name({ title, description: `Name of a \`secret\` parameter. ${description}`, examples: [example] });
const ca = Type.Optional(
  text({
    title: 'Certificates',
    description: 'PEM certificates that are trusted beside those of the system. Every certificate is checked.',
    examples: ['-----BEGIN CERTIFICATE-----\n…'],
  }),
);
const choice = <const Names extends string[]>(
  names: readonly [...Names],
  about: { title: string; description: string; default: Names[number] },
) => Type.Enum(names, about);

const mail = Type.Object(
  {
    server: server('587, or 465 with `security: tls`.', 'mail.example.test:587'),
    security: Type.Optional(
      choice(mailSecurities, {
        title: 'Security',
        description:
          '`starttls`: the connection is encrypted before anything is said, or nothing is sent; `tls`: from the first byte; `none`: readable on the way, without user and password only.',
        default: 'starttls',
      }),
    ),
    ca,
    user: Type.Optional(text({ title: 'User', description: 'Logs in as this user.', examples: ['drill'] })),
    password: Type.Optional(secretName('Password', 'Goes with `user`.', 'mail_password')),
    from: text({ title: 'Sender', description: 'The sender’s address.', examples: ['drill@example.test'] }),
    to: oneOrMore({ title: 'Recipients', description: 'One address or a list.', examples: [['noc@example.test']] }),
    subject: text({ title: 'Subject', description: 'The subject; may hold templates.', examples: ['DR drill begins'] }),
    text: words,
  },
  {
    ...closed,
    title: 'E-mail',
    description:
      'Sends a mail. The step passes when the server has accepted it for every recipient; where its answer was not seen the step is unknown.',
    examples: [
      {
        server: 'mail.example.test',
        from: 'drill@example.test',
        to: 'noc@example.test',
        subject: 'DR drill begins',
        text: 'Now.',
      },
    ],
  },
);

const webhook = Type.Object(
  {
    url: text({
      title: 'URL',
      description:
        'Where it is posted, http or https. One that is secret itself is a parameter: `{{ params.hook_url }}`.',
      examples: ['https://hooks.example.test/dr'],
    }),
    ca,
    bearer: Type.Optional(secretName('Token', 'Sent as `Authorization: Bearer`.', 'hook_token')),
    header: Type.Optional(
      Type.Object(
        {
          name: Type.String({
            pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$",
            title: 'Name',
            description: 'Of the header.',
            examples: ['X-Api-Key'],
          }),
          secret: secretName('Value', 'The value of the header.', 'hook_token'),
        },
        {
          ...closed,
          title: 'Secret header',
          description: 'A header that proves who asks.',
          examples: [{ name: 'X-Api-Key', secret: 'hook_token' }],
        },
      ),
    ),
    text: words,
  },
  {
    ...closed,
    title: 'Webhook',
    description:
      'Posts JSON: `text`, `run`, `step`, `title`, `mode`. Tried up to five times on a network fault, 429 or 5xx, longer and longer apart; every try has the same `Idempotency-Key`, so that the receiver can tell a repeat. Any other answer but 2xx fails; redirects are not followed.',
    examples: [{ url: 'https://hooks.example.test/dr', text: 'DR drill begins' }],
  },
);

const syslog = Type.Object(
  {
    server: server('514, or 6514 with `transport: tls`.', '192.0.2.60:514'),
    port: Type.Optional(port({ title: 'Port', description: 'Instead of one in `server`.', default: 514 })),
    transport: Type.Optional(
      choice(syslogTransports, {
        title: 'Transport',
        description: '`udp` has no receipt; over `tcp` and `tls` messages are counted in octets.',
        default: 'udp',
      }),
    ),
    ca,
    facility: Type.Optional(
      choice(syslogFacilities, { title: 'Facility', description: 'As RFC 5424 names it.', default: 'local0' }),
    ),
    severity: Type.Optional(
      choice(syslogSeverities, { title: 'Severity', description: 'As RFC 5424 names it.', default: 'notice' }),
    ),
    text: words,
  },
  {
    ...closed,
    title: 'Syslog',
    description: 'Sends a message of RFC 5424.',
    examples: [{ server: '192.0.2.60', text: 'DR drill begins' }],
  },
);

const snmp = Type.Object(
  {
    to: server('162.', '192.0.2.61:162'),
    port: Type.Optional(port({ title: 'Port', description: 'Instead of one in `to`.', default: 162 })),
    oid: Type.String({
      pattern: '^\\.?[0-9]+(\\.[0-9]+)+$',
      title: 'OID',
      description: 'The trap’s OID, in numbers. The text is its variable, `<oid>.1`.',
      examples: ['1.3.6.1.4.1.8072.9999.1'],
    }),
    inform: Type.Optional(
      flag({
        title: 'With a receipt',
        description: 'Sends an inform, which the receiver acknowledges; a trap may be lost unseen.',
        default: false,
      }),
    ),
    community: Type.Optional(
      secretName('Community', 'Of version 2c; without it and without `v3` it is `public`.', 'trap_community'),
    ),
    v3: Type.Optional(
      Type.Object(
        {
          user: text({ title: 'User', description: 'The user that the receiver knows.', examples: ['drill'] }),
          auth: secretName('Authentication key', 'At least 8 characters.', 'trap_auth'),
          privacy: secretName('Privacy key', 'At least 8 characters, for AES-128.', 'trap_privacy'),
          hash: Type.Optional(
            choice(snmpHashes, { title: 'Hash', description: 'For authentication.', default: 'sha' }),
          ),
          engine: Type.Optional(
            Type.String({
              pattern: '^([0-9a-fA-F]{2}){5,32}$',
              title: 'Engine',
              description:
                'Hexadecimal engine id, by which the receiver knows this sender (`createUser -e 0x…` of snmptrapd).',
              default: snmpEngine,
              examples: [snmpEngine],
            }),
          ),
        },
        {
          ...closed,
          title: 'Version 3',
          description: 'Authenticated and encrypted (authPriv, AES-128).',
          examples: [{ user: 'drill', auth: 'trap_auth', privacy: 'trap_privacy' }],
        },
      ),
    ),
    text: words,
  },
  {
    ...closed,
    title: 'SNMP trap',
    description: 'Sends a trap of version 2c, or 3.',
    examples: [{ to: '192.0.2.61', oid: '1.3.6.1.4.1.8072.9999.1', text: 'DR drill begins' }],
  },
);

/** `notify`: tells somebody or something, by one of four ways. */
export const notifyField = Type.Object(
  {
    mail: Type.Optional(mail),
    webhook: Type.Optional(webhook),
    syslog: Type.Optional(syslog),
    snmp: Type.Optional(snmp),
  },
  {
    ...closed,
    title: 'Tells somebody',
    description:
      'E-mail, webhook, syslog or SNMP trap, exactly one. Sent from the machine that runs Drillbook, never destructive, and in a rehearsal too, marked as one; `mode: live` keeps it for the real thing.',
    examples: [{ webhook: { url: 'https://hooks.example.test/dr', text: 'The service moves to the standby now.' } }],
  },
);
export const notifyKinds = ['mail', 'webhook', 'syslog', 'snmp'] as const;
