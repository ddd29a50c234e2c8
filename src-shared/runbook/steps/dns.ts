import { Type } from 'typebox';
import { closed, count, name, oneOrMore, port, text } from '../field.ts';

/** `dns`: a signed update (RFC 2136, TSIG), then proof on every named resolver. */
export const dnsField = Type.Object(
  {
    server: text({
      title: 'Server',
      description: 'The primary server: a target of one host, or an address that may carry a port (`192.0.2.53:5353`).',
      examples: ['dns'],
    }),
    port: Type.Optional(port({ title: 'Port', description: 'Its port.', default: 53 })),
    zone: text({ title: 'Zone', description: 'The zone that is changed.', examples: ['example.test'] }),
    name: text({
      title: 'Name',
      description: 'The whole name that is changed; it lies in the zone.',
      examples: ['{{ params.service_name }}'],
    }),
    type: Type.Optional(
      Type.Enum(['A', 'AAAA', 'CNAME', 'SRV', 'TXT'], {
        title: 'Record type',
        description: 'The type of record.',
        default: 'A',
      }),
    ),
    ttl: Type.Optional(count({ title: 'TTL', description: 'Time to live in seconds.', default: 60 }, { minimum: 0 })),
    set: oneOrMore({
      title: 'New records',
      description: 'The records that replace all of this name and type, in one update.',
      examples: ['{{ targets.client.host.address }}'],
    }),
    key: Type.Optional(
      Type.Object(
        {
          name: text({ title: 'Key name', description: 'The name of the TSIG key.', examples: ['drillbook'] }),
          algorithm: Type.Optional(
            Type.Enum(['hmac-sha256', 'hmac-sha384', 'hmac-sha512'], {
              title: 'Algorithm',
              description: 'Of the key.',
              default: 'hmac-sha256',
            }),
          ),
          secret: name({
            title: 'Secret',
            description: 'The id of a parameter of type `secret`: the key as base64.',
            examples: ['tsig_key'],
          }),
        },
        {
          ...closed,
          title: 'TSIG key',
          description:
            'The key that signs the update; the signature of the answer is proven with it. Without it nothing is signed.',
          examples: [{ name: 'drillbook', secret: 'tsig_key' }],
        },
      ),
    ),
    resolvers: oneOrMore({
      title: 'Resolvers',
      description:
        'Every one of them must give the new records before the step passes: targets, or addresses that may carry a port.',
      examples: [['192.0.2.53', 'resolvers']],
    }),
  },
  {
    ...closed,
    title: 'DNS update',
    description:
      'Changes a record by RFC 2136 with TSIG (RFC 8945) over TCP, then asks every resolver until each gives it, `within` a time: twice the TTL that stood there, at least 30 s and at most 1 h, where nothing is said. What stood there is kept first: `undo: { restore: true }` puts it back. An update whose answer was lost is unknown, unless every resolver shows it. Outputs: `before`, `before_ttl`, `answers` (records by resolver: the id of a host, or its address as written), `ttl`; times in seconds.',
    examples: [
      {
        server: '192.0.2.53',
        zone: 'example.test',
        name: 'tvox.example.test',
        set: '192.0.2.20',
        key: { name: 'drillbook', secret: 'tsig_key' },
        resolvers: ['192.0.2.53'],
      },
    ],
  },
);
