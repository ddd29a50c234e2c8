import { Type } from 'typebox';
import { closed, pattern, text } from '../field.ts';

const transfer = {
  from: text({ title: 'Source', description: 'The file that is copied.', examples: ['files/failover.conf'] }),
  to: text({ title: 'Destination', description: 'Where it goes.', examples: ['/etc/tvox/failover.conf'] }),
};

/** `copy`: SFTP, one of upload, download, edit. */
export const copyField = Type.Object(
  {
    upload: Type.Optional(
      Type.Object(
        {
          ...transfer,
          mode: Type.Optional(
            Type.String({
              pattern: '^0?[0-7]{3}$',
              title: 'Mode',
              description: 'Permissions, octal, as text.',
              examples: ['0644'],
            }),
          ),
        },
        {
          ...closed,
          title: 'Upload',
          description: 'A file beside the runbook goes to each host of `on`.',
          examples: [{ from: 'files/failover.conf', to: '/etc/tvox/failover.conf' }],
        },
      ),
    ),
    download: Type.Optional(
      Type.Object(
        { from: transfer.from },
        {
          ...closed,
          title: 'Download',
          description: 'A file of each host becomes evidence.',
          examples: [{ from: '/var/log/pgsync.log' }],
        },
      ),
    ),
    edit: Type.Optional(
      Type.Object(
        {
          path: text({
            title: 'File',
            description: 'The file on the host.',
            examples: ['/opt/ngp/config/network/jboss_mediation_ip'],
          }),
          replace: pattern({
            title: 'Pattern',
            description: 'An RE2 pattern that must be found.',
            examples: ['(?s)^.*$'],
          }),
          with: text({
            title: 'Replacement',
            description: 'The text in its place; may hold templates.',
            examples: ['{{ targets.standby.host.address }}'],
          }),
        },
        {
          ...closed,
          title: 'Edit',
          description: 'Changes a file on each host.',
          examples: [{ path: '/etc/peer', replace: '^.*$', with: '192.0.2.20' }],
        },
      ),
    ),
  },
  {
    ...closed,
    title: 'Copies a file',
    description: 'SFTP upload, download or edit, exactly one: the difference is shown first, the old file is kept.',
    examples: [{ upload: { from: 'files/failover.conf', to: '/etc/tvox/failover.conf' } }],
  },
);
export const copyKinds = ['upload', 'download', 'edit'] as const;
