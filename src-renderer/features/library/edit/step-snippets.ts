import type { StepKind } from '../../../../src-shared/runbook/step-schema.ts';

/**
 * A whole step of each kind, as it stands behind `- `: what is in `${…}` is filled in one after the other, with Tab.
 * Each is a valid step once its names are those of the runbook, and has what an approver asks for.
 */
export const stepSnippets: Readonly<Record<StepKind, string>> = {
  run: `id: \${act}
  title: \${What it does}
  on: \${server}
  env: { VALUE: "\${what the script needs}" }
  run: |
    \${printf '%s\\n' "$VALUE"}
  expect: { exit: 0 }
  undo: { run: "\${systemctl start it}", expect: { exit: 0 } }`,
  check: `id: \${reachable}
  title: \${What must be true}
  check: { tcp: { to: \${server}, ports: [\${22}] } }
  within: \${30s}`,
  manual: `id: \${by-hand}
  title: \${What a person does}
  manual:
    instructions: \${What to do, and when it is done}
    ask: { \${ticket}: { title: "\${Ticket}", type: string, required: true } }
  undo: { manual: "\${How it is taken back}" }`,
  terminal: `id: \${look}
  title: \${What is looked at}
  on: \${server}
  terminal: { instructions: "\${What to type, and what to look for}" }
  undo: { none: "\${Looking changes nothing.}" }`,
  copy: `id: \${file}
  title: \${Which file goes where}
  on: \${server}
  copy: { upload: { from: "\${files/example.conf}", to: "\${/etc/example.conf}" } }
  undo: { restore: true }`,
  dns: `id: \${name}
  title: \${The name points to the other machine}
  destructive: true
  dns:
    server: \${192.0.2.53}
    zone: \${example.test}
    name: \${service.example.test}
    set: "\${192.0.2.20}"
    ttl: \${60}
    key: { name: "\${drillbook}", secret: \${tsig_key} }
    resolvers: ["\${192.0.2.54}"]
  undo: { restore: true }`,
  notify: `id: \${tell}
  title: \${Who is told}
  notify:
    mail:
      server: \${mail.example.test:587}
      from: \${drill@example.test}
      to: \${noc@example.test}
      subject: \${The service moves}
      text: \${What happens, and until when}`,
  wait: `id: \${settle}
  title: \${Why it waits}
  wait: \${30s}`,
  choose: `id: \${way}
  title: \${What is decided}
  choose: { by: operator, options: ["\${as planned}", "\${shortened}"] }`,
  sign: `id: \${go}
  title: \${What is signed}
  sign: { who: \${approver}, meaning: approves, statement: "\${The change may begin.}" }`,
  form: `id: \${acceptance}
  title: \${Acceptance}
  form: \${acceptance}`,
  test: `id: \${works}
  title: \${What works}
  test: { procedure: "\${What is done.}", expected: "\${What is seen.}" }`,
};
