import { skeletonSteps, type SkeletonKind } from './skeleton-steps.ts';

/** What somebody wishes for a first runbook. */
export interface Wishes {
  readonly title: string;
  /** Kebab-case: the runbook's id, and how its files begin. */
  readonly id: string;
  readonly system: string;
  readonly owner: string;
  /** A duration such as `30m`. */
  readonly rto: string;
  readonly hosts: readonly WishedHost[];
  readonly user: string;
  /** Path of the private key; none: the agent, then the usual keys. */
  readonly key?: string;
  /** The inventory is for practice: a live run on it is refused. */
  readonly practice: boolean;
  readonly kinds: readonly SkeletonKind[];
  /** `2026-11-21`, for the first revision. */
  readonly today: string;
}

export interface WishedHost {
  readonly id: string;
  readonly address: string;
  readonly port: number;
}

export interface SkeletonFile {
  readonly name: string;
  readonly text: string;
}

/** Three files that fit each other, and what they need beside them: valid as they are, and run to their end. */
export function skeletonFiles(wishes: Wishes): readonly SkeletonFile[] {
  const { id, kinds } = wishes;
  const beside = kinds.includes('copy')
    ? [{ name: `files/${id}.conf`, text: '# What you keep here is uploaded.\n' }]
    : [];
  return [
    { name: `${id}.yaml`, text: runbookText(wishes) },
    { name: `${id}.inventory.yaml`, text: inventoryText(wishes) },
    { name: `${id}.answers.yaml`, text: answersText(wishes) },
    ...beside,
  ];
}

/** Any text is safe in YAML when it is written as JSON writes it. */
const quoted = (text: string): string => JSON.stringify(text);

function runbookText(wishes: Wishes): string {
  const { id, title, system, owner, rto, hosts, kinds, today } = wishes;
  const { phases, forms, parameters, first, last } = skeletonSteps(id, kinds);
  const judged = kinds.includes('test') || kinds.includes('form');
  return `# Made by \`drillbook new\`. Every line is yours to change; \`drillbook validate\` says at once what no longer fits.
# What each key means: docs/runbook-format.md. How to go on from here: docs/authoring.md.
drillbook: 1
id: ${id}
title: ${quoted(title)}
version: "0.1.0"
summary: >-
  What this runbook does, for whoever approves it: what moves, why, and what customers notice meanwhile.
system: ${quoted(system)}

# The service must be back so soon. The clock runs from the start of the first step to the pass of the last one named.
objectives:
  rto: ${quoted(rto)}
  clock: { from: ${first}, to: ${last} }
${parameters.length === 0 ? '' : `\nparameters:\n${parameters.map((line) => `  ${line}\n`).join('')}`}
# Roles that hosts play. Which host plays which stands in the inventory, so that the runbook fits other sites too.
targets:
  server: { title: The servers that are worked on, hosts: 1..${Math.max(hosts.length, 2)} }

# Roles that people play; \`not\` means two different people.
people:
  operator: { title: Operator }
  approver: { title: Change approver, not: operator }
${judged ? '  tester: { title: Tester }\n  witness: { title: Customer witness, optional: true, not: tester }\n' : ''}
phases:
${phases}${forms === '' ? '' : `\nforms:\n${forms}`}
document:
  control:
    owner: ${quoted(owner)}
    revisions:
      - { version: "0.1.0", date: "${today}", author: ${quoted(owner)}, change: First draft }
`;
}

function inventoryText({ id, title, hosts, user, key, practice }: Wishes): string {
  const ids = hosts.map((host) => host.id).join(', ');
  return `# The hosts of one site for ${id}.yaml. No password and no secret is ever in this file.
drillbook: 1
kind: inventory
id: ${id}-site
# true: these hosts are for practice, and a live run on them is refused.
practice: ${String(practice)}
hosts:
${hosts.map((host) => hostText(host, user, key)).join('')}
# Which host plays which role of the runbook.
bindings:
  ${id}: { server: [${ids}] }
contacts:
  - { name: ${quoted(`Who knows about: ${title}`)}, phone: "+00 000 000" }
`;
}

function hostText({ id, address, port }: WishedHost, user: string, key: string | undefined): string {
  // Checks ask for port 22; where sshd is elsewhere the app is told so once, here.
  const elsewhere = port === 22 ? '' : `\n    port: ${port}\n    ports: { 22: ${port} }`;
  const auth = key === undefined ? '' : `\n    auth: { key: ${quoted(key)} }`;
  return `  ${id}:\n    address: ${quoted(address)}${elsewhere}\n    user: ${quoted(user)}${auth}\n`;
}

function answersText({ id, kinds }: Wishes): string {
  const { answers } = skeletonSteps(id, kinds);
  const undone = ['  - { step: "rollback/**", confirm: { by: operator, note: taken back } }'];
  const judged = kinds.includes('test') || kinds.includes('form');
  const signs = [
    '  - { step: "**/sign/tester", sign: { as: tester } }',
    '  - { step: "**/sign/witness", sign: { as: witness } }',
  ];
  return `# What people say in a rehearsal that runs by itself. Invented people, real steps; a live run is never final by this.
run: { customer: Example customer, site: Practice, occasion: exercise, zone: Europe/Rome }
people:
  operator: { name: Olga Operator, organisation: Example vendor }
  approver: { name: Anna Approver, organisation: Example customer, pin: "2468" }
${judged ? '  tester: { name: Tomas Tester, organisation: Example vendor, pin: "1357" }\n  witness: { name: Wanda Witness, organisation: Example customer, pin: "8642" }\n' : ''}answers:
  - { step: approval/sign/approver, sign: { as: approver } }
${[...answers, ...undone, ...(judged ? ['  - { step: "**", verdict: { by: tester, is: PASS } }', ...signs] : [])].join('\n')}
`.replace(/\n\n$/, '\n');
}
