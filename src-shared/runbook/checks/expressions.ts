import { messageOf } from '../../base/drill-error.ts';
import { compileExpression, type Expression } from '../expression.ts';
import { parametersIn, unknownNames, type ExpressionScope } from '../expression-names.ts';
import { fault, type DocumentPath, type Finding } from '../finding.ts';
import { asList, asMap, type LooseMap } from '../loose.ts';
import { suggestion } from '../nearest.ts';
import { sitesOf, type Site } from '../sites.ts';
import type { Survey } from '../survey.ts';
import { hasTemplate, parseTemplate } from '../template.ts';

/** Keys whose durations and numbers are fixed at planning. */
const planned = new Set([
  'timeout',
  'every',
  'within',
  'for',
  'takes',
  'times',
  'serial',
  'wait',
  'until',
  'ports',
  'port',
  'ttl',
  'by',
  'rto',
  'target',
  'status',
  // What is read before a step is ready, and on paper.
  'title',
  'intro',
  'procedure',
  'expected',
]);

/** CEL compiles and names what exists, alone and in templates; secrets go to `env` and credentials only. */
export function checkExpressions(survey: Survey): readonly Finding[] {
  return [
    ...sitesOf(survey).flatMap((site) => ofSite(survey, site)),
    ...survey.steps.flatMap(({ body, path }) => keySecret(survey, body, path)),
    ...asList(survey.document['probes']).flatMap((probe, at) => keySecret(survey, asMap(probe), ['probes', at])),
  ];
}

function ofSite(survey: Survey, site: Site): readonly Finding[] {
  const { kind, text, path } = site;
  if (kind === 'cel') return ofCel(survey, site, text);
  if ((kind !== 'text' && kind !== 'env') || !hasTemplate(text)) return [];
  const { parts, unclosed } = parseTemplate(text);
  if (unclosed) return [fault(path, 'runbook.expression', 'A `{{` has no `}}`')];
  return parts.flatMap((part) => ('cel' in part ? ofCel(survey, site, part.cel) : []));
}

function ofCel(survey: Survey, site: Site, text: string): readonly Finding[] {
  const { path } = site;
  if (site.kind === 'cel' && hasTemplate(text)) {
    const message = `\`${site.key}\` is CEL already: leave the braces out`;
    return [fault(path, 'runbook.expression', message)];
  }
  let expression: Expression;
  try {
    expression = compileExpression(text);
  } catch (thrown) {
    return [fault(path, 'runbook.expression', messageOf(thrown))];
  }
  return [
    ...unknownNames(expression, scopeOf(survey, site)).map((message) =>
      fault(path, 'runbook.expression', `\`${text}\`: ${message}`),
    ),
    ...secrets(survey, site, expression),
  ];
}

function scopeOf(survey: Survey, site: Site): ExpressionScope {
  const { key, kind, names, step, path } = site;
  const own = [...names];
  if (key === 'that') own.push('outputs');
  if (key === 'across') own.push('results');
  // A group's `when` is decided at planning, a step's when it is ready.
  const planning =
    kind !== 'env' &&
    (planned.has(key) || (step === undefined && ['when', 'description'].includes(key))) &&
    path[0] !== 'objectives';
  const fixed = planning || path[1] === 'rto';
  if (!fixed && hasHost(site)) own.push('host');
  return { survey, names: new Set(own), planning: fixed, step };
}

/** Where `host` means one: in what is sent to a host, in a condition for each, and of the `forEach` host in words. */
function hasHost({ key, kind, names, step, path }: Site): boolean {
  if (kind === 'env' || key === 'that' || step === undefined) return kind === 'env' || key === 'that';
  const { body, kinds } = step;
  const onHosts = ['run', 'copy', 'terminal'].some((one) => kinds.some((other) => other === one));
  if (key === 'when') return onHosts || asMap(body['check'])['run'] !== undefined;
  if (path.includes('copy')) return true;
  return names.length > 0 && kind === 'text';
}

/** Beside `env`: the text of an edit, and a URL that is secret itself. What they show of it is masked. */
function takesSecret(path: Site['path']): boolean {
  const keys = path.slice(-3).join('.');
  return keys === 'copy.edit.with' || keys === 'notify.webhook.url';
}

function secrets(survey: Survey, { kind, path, text }: Site, expression: Expression): readonly Finding[] {
  return parametersIn(expression)
    .filter((id) => survey.params.get(id)?.['type'] === 'secret')
    .flatMap((id) => {
      // The value of a secret is fetched whole, by its name: a text around it would have to be made from it.
      const whole = kind === 'env' || takesSecret(path);
      if (whole && expression.text === `params.${id}` && parseTemplate(text).parts.length === 1) return [];
      const message = whole
        ? `The secret \`${id}\` must stand alone: \`{{ params.${id} }}\`, nothing around it`
        : `The secret \`${id}\` is named outside of \`env\` and credentials: here it would be seen`;
      return [fault(path, 'runbook.secret', message)];
    });
}

/** Where a step names a secret parameter by itself, without braces. */
const secretNames = [
  ['check', 'sip', 'auth', 'secret'],
  ['dns', 'key', 'secret'],
  ['notify', 'mail', 'password'],
  ['notify', 'webhook', 'bearer'],
  ['notify', 'webhook', 'header', 'secret'],
  ['notify', 'snmp', 'community'],
  ['notify', 'snmp', 'v3', 'auth'],
  ['notify', 'snmp', 'v3', 'privacy'],
] as const;

function keySecret(survey: Survey, body: LooseMap, path: DocumentPath): readonly Finding[] {
  return secretNames.flatMap((keys) => {
    const secret = keys.reduce<unknown>((value, key) => asMap(value)[key], body);
    if (typeof secret !== 'string' || survey.params.get(secret)?.['type'] === 'secret') return [];
    const message = `There is no parameter \`${secret}\` of type \`secret\`${suggestion(secret, secretsOf(survey))}`;
    return [fault([...path, ...keys], 'runbook.unknown-name', message)];
  });
}

function secretsOf({ params }: Survey): readonly string[] {
  return [...params].flatMap(([id, parameter]) => (parameter['type'] === 'secret' ? [id] : []));
}
