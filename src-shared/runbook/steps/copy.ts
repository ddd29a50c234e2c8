import { Type } from 'typebox';
import { closed, flag, pattern, text } from '../field.ts';

const sudo = Type.Optional(
  flag({
    title: 'As root',
    description:
      'Reads and writes as root, by `sudo -n`: the login must be allowed to run `sh` and `cat` so. What is uploaded passes through the login’s home folder.',
    default: false,
  }),
);

/** `copy`: SFTP, one of upload, download, edit. */
export const copyField = Type.Object(
  {
    upload: Type.Optional(
      Type.Object(
        {
          from: text({
            title: 'Source',
            description:
              'A file beside the runbook, at most 16 MiB: a constant path below its folder. Its SHA-256 is in the plan; a file that was changed since is refused.',
            examples: ['files/failover.conf'],
          }),
          to: text({
            title: 'Destination',
            description: 'The file on the host; may hold templates. Its folder must be there.',
            examples: ['/etc/tvox/failover.conf'],
          }),
          mode: Type.Optional(
            Type.String({
              pattern: '^[0-7]?[0-7]{3}$',
              title: 'Mode',
              description:
                'Permissions, octal, as text. Without it an old file’s are kept, and a new one gets 0644. The owner always stays.',
              examples: ['0644'],
            }),
          ),
          sudo,
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
        {
          from: text({
            title: 'Source',
            description: 'The file on the host, at most 16 MiB; may hold templates.',
            examples: ['/var/log/pgsync.log'],
          }),
          sudo,
        },
        {
          ...closed,
          title: 'Download',
          description: 'A file of each host becomes evidence, with secrets masked.',
          examples: [{ from: '/var/log/pgsync.log' }],
        },
      ),
    ),
    edit: Type.Optional(
      Type.Object(
        {
          path: text({
            title: 'File',
            description: 'The file on the host: UTF-8 text of at most 1 MiB; may hold templates.',
            examples: ['/opt/ngp/config/network/jboss_mediation_ip'],
          }),
          replace: pattern({
            title: 'Pattern',
            description:
              'An RE2 pattern. Every match is replaced; none is a failure. `^` and `$` mean the whole text unless `(?m)`.',
            examples: ['(?m)^peer=.*$'],
          }),
          with: Type.String({
            title: 'Replacement',
            description:
              'The text in its place, as it stands: `$1` means nothing. May hold templates; a secret parameter only alone, `{{ params.x }}`.',
            examples: ['peer={{ targets.standby.host.address }}'],
          }),
          sudo,
        },
        {
          ...closed,
          title: 'Edit',
          description: 'Changes a file on each host.',
          examples: [{ path: '/etc/peer', replace: '(?m)^peer=.*$', with: 'peer=192.0.2.20' }],
        },
      ),
    ),
  },
  {
    ...closed,
    title: 'Copies a file',
    description:
      'SFTP upload, download or edit, exactly one. The difference is shown first, at preflight as far as the file can be read then, and in the recording before anything is written. The old file stays beside the new one as `<path>.drillbook-<run>-<step>-<attempt>`; `undo: restore` puts it back. Where the host has the right content already, nothing is written and the step passes. Outputs: `path`, `changed`, `created`, `kept`, `sha256`, `bytes`.',
    examples: [{ upload: { from: 'files/failover.conf', to: '/etc/tvox/failover.conf' } }],
  },
);
export const copyKinds = ['upload', 'download', 'edit'] as const;

/** Bytes. What is larger is moved by a script: a run keeps all that it copies. */
export const copyLimits = { upload: 16 * 1024 * 1024, download: 16 * 1024 * 1024, edit: 1024 * 1024 } as const;
/** What every `copy` step gives, where it got so far; for expressions. */
export const copyOutputs = ['path', 'changed', 'created', 'kept', 'sha256', 'bytes'] as const;
