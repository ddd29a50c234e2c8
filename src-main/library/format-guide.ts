/** What the sections of single keys cannot say; the reference page begins with it. */
export const formatGuide = `# The runbook format

This page is made from the schema that judges the files (\`npm run docs\`). It has one section for each key, with an
example. \`drillbook validate FILE…\` says everything that is wrong with a file at once, each fault with its line, its
column and the nearest legal key. Editors that know JSON Schema complete the keys when the first line of the file is

\`\`\`yaml
# yaml-language-server: $schema=../../assets/schema/runbook.v1.schema.json
\`\`\`

## Files

A file is YAML 1.2, one document, UTF-8, at most 1 MiB, nested no deeper than any runbook is, with at most 100 alias
expansions. Duplicate keys, tabs in the indentation, NUL, lone surrogates, whole numbers beyond ±(2^53-1), \`.nan\` and
\`.inf\` are errors. Lines and columns count from 1; columns count code points.

Ids of runbooks and inventories are kebab-case. Parameters, targets, people and outputs are named \`[a-z][a-z0-9_]*\`.
Phases, steps, forms, groups, cases and hosts have ids of letters, digits, \`-\` and \`_\`. A step is \`phase/step\`, an
instance that \`forEach\` made \`phase/step@host\`, a step of the rollback \`rollback/phase/step\`.

Durations are \`90s\`, \`45m\`, \`1h30m\`, \`2d\`, \`1.5s\`, \`250ms\`: units from large to small, at most a year.

## Expressions and templates

\`when\`, \`that\`, \`across\`, \`measured\` and the \`options\` of a choice are [CEL](https://cel.dev); texts for people,
addresses, durations and numbers may hold it between \`{{\` and \`}}\`. There is:

| name | what it is |
| --- | --- |
| \`params.<id>\` | the value of a parameter, null where it is optional and not given |
| \`targets.<id>.host\`, \`.hosts\` | the one host, or the list: \`id name address port platform site vars\` |
| \`host\`, \`forEach\` names | the host that the text is for |
| \`steps["phase/step"]\` | \`.state\`, \`.outputs\`, \`.choice\`, \`.hosts["h"].outputs\` |
| \`people.<role>\` | the person who holds the role |
| \`run\` | \`id mode customer site change occasion window zone\` |
| \`outputs\` | in \`that\`: what this host printed, by \`capture\` |
| \`results\` | in \`across\`: one for each host, each with \`.outputs\` |

Durations and numbers, and the \`when\` of a form's group, are fixed at planning: they may use \`params\`, \`targets\`,
\`host\` and \`forEach\` names only. Whole numbers are CEL ints; what a script printed is text: \`int(outputs.age_s) <= 300\`.
Patterns, and the \`matches\` of CEL, are [RE2](https://github.com/google/re2/wiki/Syntax): they search, \`^\` and \`$\` mean
the whole text unless \`(?m)\`, and there is no lookahead, lookbehind or backreference, so that no pattern can hang a run.

## Scripts are constant text

A \`{{ … }}\` that names one of ours inside a script is an error. Values reach scripts only as variables, byte for byte:

\`\`\`yaml
env: { SERVICE: "{{ params.service_name }}" }
run: tvox-dr status --service "$SERVICE"
\`\`\`

So no quoting can turn a value into code, and the approved plan shows the very script that runs. Only a script that
evaluates text itself (\`eval\`, \`sh -c\`, \`ssh\`, \`$((X))\`) can: \`validate\` hints at those. A secret stands alone in its
variable, \`"{{ params.tsig_key }}"\`, and is an error anywhere else but in credentials. \`DRILLBOOK_RUN\`,
\`DRILLBOOK_STEP\` and \`DRILLBOOK_HOST\` are always set.

## Hosts and addresses

In \`on\` and \`from\` stand targets, groups of the inventory and \`forEach\` names; in \`from\` also \`app\`, the machine that
runs Drillbook. In \`to\` a word that names one of these is that; anything else, and every template, is an address. A
group is known to \`validate\` where its inventory is given too: \`drillbook validate runbook.yaml inventory.yaml\`.

## Probes

\`probes\` look at the service as its customers do, from the start of the run to its end, through pauses and rollbacks. A
look that is false begins an outage, at the moment in which it was asked; the answer of the first look that is true ends
it. What this side could not look at (no route, a missing tool, a host that lets nobody in) is *not measured*: no outage,
and not up either. So is the time in which nobody looked, because Drillbook was closed or the machine slept. Scripts of a
probe run on a host, so they cannot see that this host is out: look at a service from \`app\`, or from another host. A
script must exit with 0 within 10 s.

The first step that changes something waits until each probe was taken once: its result stands beside the one at the end,
with the values of \`compare\`. The record holds changes, and what did not change once a minute.

\`drillbook status --format json\` has a field \`probes\` where the runbook declares any: for each id its \`state\` (\`up\`,
\`down\`, \`not-measured\`, \`not-started\`), \`since\`, \`outages\` (each with \`from\`, \`to\`, null while it goes on, \`seconds\`
and \`uncertainSeconds\`), \`longestSeconds\`, \`totalSeconds\`, \`measuredSeconds\`, \`notMeasuredSeconds\` and \`takes\`.
`;
