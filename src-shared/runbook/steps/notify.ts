import { Type } from 'typebox';
import { closed, oneOrMore, port, text } from '../field.ts';

const words = text({
  title: 'Text',
  description: 'What is told; may hold templates.',
  examples: ['The service moves to the standby now.'],
});

/** `notify`: tells somebody or something, by one of four ways. */
export const notifyField = Type.Object(
  {
    mail: Type.Optional(
      Type.Object(
        {
          server: text({ title: 'Mail server', description: 'Its address.', examples: ['mail.example.test'] }),
          from: text({ title: 'Sender', description: 'The sender’s address.', examples: ['drill@example.test'] }),
          to: oneOrMore({
            title: 'Recipients',
            description: 'One address or a list.',
            examples: [['noc@example.test']],
          }),
          subject: text({ title: 'Subject', description: 'The subject.', examples: ['DR drill begins'] }),
          text: words,
        },
        {
          ...closed,
          title: 'E-mail',
          description: 'Sends a mail.',
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
      ),
    ),
    webhook: Type.Optional(
      Type.Object(
        {
          url: text({ title: 'URL', description: 'Where it is posted.', examples: ['https://hooks.example.test/dr'] }),
          text: words,
        },
        {
          ...closed,
          title: 'Webhook',
          description: 'Posts JSON.',
          examples: [{ url: 'https://hooks.example.test/dr', text: 'DR drill begins' }],
        },
      ),
    ),
    syslog: Type.Optional(
      Type.Object(
        {
          server: text({ title: 'Server', description: 'Its address.', examples: ['192.0.2.60'] }),
          port: Type.Optional(port({ title: 'Port', description: 'Its port.', default: 514 })),
          text: words,
        },
        {
          ...closed,
          title: 'Syslog',
          description: 'Sends a syslog message.',
          examples: [{ server: '192.0.2.60', text: 'DR drill begins' }],
        },
      ),
    ),
    snmp: Type.Optional(
      Type.Object(
        {
          to: text({ title: 'Receiver', description: 'Its address.', examples: ['192.0.2.61'] }),
          port: Type.Optional(port({ title: 'Port', description: 'Its port.', default: 162 })),
          oid: text({ title: 'OID', description: 'The trap’s OID.', examples: ['1.3.6.1.4.1.8072.9999.1'] }),
          text: words,
        },
        {
          ...closed,
          title: 'SNMP trap',
          description: 'Sends a trap.',
          examples: [{ to: '192.0.2.61', oid: '1.3.6.1.4.1.8072.9999.1', text: 'DR drill begins' }],
        },
      ),
    ),
  },
  {
    ...closed,
    title: 'Tells somebody',
    description: 'E-mail, webhook, syslog or SNMP trap, exactly one.',
    examples: [{ webhook: { url: 'https://hooks.example.test/dr', text: 'The service moves to the standby now.' } }],
  },
);
export const notifyKinds = ['mail', 'webhook', 'syslog', 'snmp'] as const;
