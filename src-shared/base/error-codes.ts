/**
 * Every code that a person can see, with its remedy. `docs/errors.md` is made from this list.
 * Codes of problems in a runbook or inventory begin with `runbook.`, `inventory.` or `yaml.`.
 */
export const remedies = {
  'usage.bad-arguments': 'Read the command’s help (`drillbook help <command>`) and call it again.',
  'file.not-readable': 'Check the path and that this user may read the file.',
  'file.not-writable': 'Check the folder, its free space and that this user may write there.',
  'run.refused': 'The run’s state does not allow this now; the message says what would.',
  'journal.sync-failed': 'Free space or mend the disk, then `drillbook resume` the run; everything reported is in it.',
  'journal.corrupt':
    'Something changed the run’s files after they were written. Leave the folder as it is and restore it from a copy.',
  'recording.write-failed': 'Free space or mend the disk. The recording ends where the disk refused it.',
  'pin.too-short': 'Choose a PIN of at least four characters.',
  'pin.already-set': 'Use the PIN that this person set. If it is forgotten, sign on paper or by mail.',
  'installation.corrupt':
    'Restore the named file or folder from a copy, or move it away: the next start makes a new one.',
  'run.locked': 'Another Drillbook holds this run. Close it there, or wait until it ends.',
  'plan.parameter-unknown': 'Check the spelling against `parameters` of the runbook.',
  'plan.parameter-missing':
    'Give the value with `--set`, in the inventory’s `parameters`, or as `default` in the runbook.',
  'plan.parameter-invalid': 'Give a value of the parameter’s type; the message says what was found and expected.',
  'plan.target-unbound': 'Bind the target to a host or group under `bindings` of the inventory.',
  'plan.target-count': 'Bind as many hosts as the target takes, or change its `hosts` in the runbook.',
  'plan.unknown-host': 'Name a target, or a host or group of the inventory; check the spelling.',
  'plan.host-incomplete': 'Give the host an address and a user in the inventory, or in ~/.ssh/config under its alias.',
  'plan.no-login': 'Give the host a login in the inventory, or run this on another host.',
  'plan.no-hosts': 'Give `on`, or a condition (`when`) where a target may have no host.',
  'plan.template-failed': 'Mend the expression. At planning only params, targets, host and forEach names have values.',
  'plan.value-invalid': 'Write the value as the message says; look at what the template gives.',
  'plan.env-invalid': 'Shorten the value (64 KiB each, 256 KiB together), or take the NUL out of it.',
  'plan.file-unreadable': 'Put the file beside the runbook, under the name that the step gives it.',
  'plan.step-unknown': 'Name a step or case that this plan has; `drillbook plan` lists them.',
  'run.secret-missing': 'Give it with --secret NAME=@FILE, DRILLBOOK_SECRET_NAME, or at the prompt.',
  'run.secret-invalid': 'Give the secret again, as the message says. Nothing was started.',
  'plan.no-executor': 'A step kind of this plan cannot be run by this version. Use a newer one, or replace the step.',
  'step.cancelled': 'A person stopped it. Decide the step when you are ready.',
  'step.timed-out': 'Nothing ended within the step’s timeout. Look at the host before you decide.',
  'lab.cannot-start':
    'End the other practice lab on this machine. Where only 127.0.0.1 is a loopback address (macOS), add the addresses that docs/lab.md names to the loopback interface.',
  'lab.order-refused': 'Ask the lab what it knows: `drillbook lab state`, or the practice lab in the settings.',
  'expression.failed': 'Mend the expression, or what it reads: docs/runbook-format.md lists what it may name.',
  'ssh.host-key-unknown':
    'Compare the fingerprint with the host’s console (`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`), then add the key to known_hosts or as `hostKey` to the inventory, or go on with `--accept-new-host-keys`.',
  'ssh.host-key-changed':
    'Find out why the key changed (reinstalled, another machine, an attack) before anything else; then replace the old entry.',
  'ssh.host-key-revoked': 'This key was withdrawn. Do not connect; ask who runs the host for its new key.',
  'ssh.host-certificate':
    'Host certificates cannot be checked here. Give the host’s own key as `hostKey` in the inventory.',
  'ssh.known-hosts': 'Check the known_hosts file named: its path, and that this user may read and write it.',
  'ssh.auth-failed': 'Check the user, the key or the password, and what the host’s sshd allows for this user.',
  'ssh.login-closed':
    'The host ended the login without a word: the account may be expired, locked or not allowed there. Its sshd log says why. If the host is going down, wait and try again.',
  'ssh.no-credential': 'Give the password or passphrase when asked, or set another `auth` for the host.',
  'ssh.key-unreadable': 'Check the path and the passphrase; `ssh-keygen -y -f FILE` must be able to read the key.',
  'ssh.no-agent': 'Start ssh-agent, add the key (`ssh-add`), and start Drillbook where SSH_AUTH_SOCK is set.',
  'ssh.refused': 'Nothing listens there. Check address and port, and that sshd runs.',
  'ssh.timeout': 'No answer came. Check that the host is up and that no firewall drops the connection.',
  'ssh.unreachable': 'Check the address, name resolution and the route to the host.',
  'ssh.local-limit':
    'This machine could not make a connection, whatever the host does. Raise its limits (`ulimit -n`), or close other programs, and try again.',
  'ssh.dropped':
    'The host closed the connection before login. Look at its sshd log; it may be overloaded or refuse this address.',
  'ssh.no-common-algorithm':
    'The host offers only algorithms that are no longer safe (SHA-1, CBC). Update its sshd, or reach it another way.',
  'ssh.protocol': 'What answers there does not speak SSH properly. Check address and port.',
  'ssh.jump-failed': 'Check the jump host: that it can be logged in to, and allows forwarding to this address.',
  'ssh.no-login': 'The inventory says `login: none` for this host: run nothing on it, or give it a login.',
  'ssh.channel-refused':
    'The host refuses further sessions or commands. Look at MaxSessions and ForceCommand of its sshd.',
  'ssh.too-many-terminals': 'Close a terminal on this host that is no longer needed, then open the new one.',
  'ssh.no-temporary-file':
    'A script with a terminal needs a file in /tmp or the home folder of the host. Free or allow one.',
  'copy.no-sftp': 'Allow SFTP in the host’s sshd (`Subsystem sftp internal-sftp`), or copy the file by a script.',
  'copy.not-found': 'Check the path. Its folder must be there: an earlier step can make it.',
  'copy.not-a-file': 'Name a plain file; folders, devices and links that lead nowhere are not copied.',
  'copy.denied':
    'Give the login the right to write in that folder, or set `sudo: true` where it may use sudo without a password.',
  'copy.owner':
    'The new file would belong to somebody else. Use `sudo: true`, or log in as the user to whom the file belongs.',
  'copy.read-only': 'Mount the file system so that it can be written, or choose another path.',
  'copy.no-space': 'Free space on the host, then try again: the old file is untouched.',
  'copy.too-large': 'Copy only what is needed, or move it by a script; the limit stands in docs/runbook-format.md.',
  'copy.in-the-way': 'A file of an earlier attempt is there. Look at it, move it away, then try again.',
  'copy.no-match':
    'Look at the file on the host: the pattern must be found in it. `(?m)` makes `^` and `$` mean lines.',
  'copy.failed': 'The host refused it without a reason. Look at the path there, and at the log of its sshd.',
  'copy.link-lost': 'Look at the file on the host before you decide. It is the old one or the new one, never a part.',
  'copy.file-changed':
    'A file beside the runbook is not the one that was planned. Plan anew, and have the new plan approved.',
  'run.not-held': 'Open the run to act on it; where another program holds it, close it there first.',
  'web.cannot-serve': 'Choose another port (`--port 0` takes any free one), or end the program that has it.',
  'call.bad-params': 'The window and the core are of different versions: close the window and open it again.',
  'link.lost':
    'The connection to the core broke. It is made again by itself; look at the state before you repeat anything.',
  'library.changed-on-disk': 'Compare yours with the saved file, then save again, or save under another name.',
  'library.read-only': 'What comes with the program stays as it came: save a copy in a folder of your own.',
  'library.bad-name': 'Choose a name that ends in .yaml, .yml or .drillbook.',
  'library.invalid': 'Mend the problems that are shown for the file.',
  'known-hosts.changed': 'Somebody changed the file meanwhile: look at the list again before you remove anything.',
  'host.no-dialogs': 'In a browser, choose the file in the list of folders that Drillbook shows instead.',
  'dns.not-sent': 'Nothing was changed. Mend what the message says (server, port, key), then try the step again.',
  'pattern.illegal': 'Write the pattern for RE2: no lookahead, lookbehind, backreference or possessive repetition.',
} as const satisfies Readonly<Record<string, string>>;

export type ErrorCode = keyof typeof remedies;
