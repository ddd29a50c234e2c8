import { chainsOf, type Chain } from './cel-chains.ts';
import { isCelName, type Expression } from './expression.ts';
import { suggestion } from './nearest.ts';
import { asMap } from './loose.ts';
import { copyOutputs } from './steps/copy.ts';
import type { Survey, SurveyedStep } from './survey.ts';
import { kindOfType, unlikeValues, type ValueKind } from './unlike-values.ts';

/** What an expression may name where it stands. */
export interface ExpressionScope {
  readonly survey: Survey;
  /** Names beside the six that are always there: `host`, `outputs`, `results`, `forEach` names. */
  readonly names: ReadonlySet<string>;
  /** Fixed at planning: only `params`, `targets` and `forEach` names. */
  readonly planning: boolean;
  readonly step: SurveyedStep | undefined;
}

const hostKeys = ['id', 'name', 'address', 'port', 'platform', 'site', 'vars'];
const stepKeys = ['state', 'outputs', 'choice', 'hosts'];
const runKeys = ['id', 'mode', 'customer', 'site', 'change', 'occasion', 'window', 'zone'];
const always = ['params', 'targets', 'steps', 'people', 'run'];

/** What the expression names that does not exist, or compares with what it can never be, one sentence each. */
export function unknownNames(expression: Expression, scope: ExpressionScope): readonly string[] {
  const unknown = chainsOf(expression.ast).flatMap((chain) => ofChain(chain, scope) ?? []);
  return unknown.length > 0 ? unknown : unlikeValues(expression, (chain) => kindOf(chain, scope));
}

/** What a name is known to hold before the run: what is captured is text, and a parameter has its type. */
function kindOf({ root, keys }: Chain, { survey, step, names }: ExpressionScope): ValueKind | undefined {
  const captured = (from: SurveyedStep | undefined, name: string | undefined): ValueKind | undefined =>
    name !== undefined && typeof asMap(from?.body['capture'])[name] === 'string' ? 'text' : undefined;
  if (root === 'outputs' && names.has(root) && keys.length === 1) return captured(step, keys[0]);
  if (root === 'params' && keys.length === 1) return kindOfType(survey.params.get(keys[0] ?? '')?.['type']);
  if (root !== 'steps' || keys[1] !== 'outputs' || keys.length !== 3) return undefined;
  return captured(survey.byId.get((keys[0] ?? '').replace(/@[^@]*$/, '')), keys[2]);
}

/** The parameters that it names with a literal key. */
export function parametersIn(expression: Expression): readonly string[] {
  return chainsOf(expression.ast).flatMap(({ root, keys }) =>
    root === 'params' && keys[0] !== undefined ? [keys[0]] : [],
  );
}

function ofChain({ root, keys }: Chain, scope: ExpressionScope): string | undefined {
  const { survey, names, planning } = scope;
  if (planning && ['steps', 'people', 'run', 'outputs', 'results'].includes(root)) {
    return `\`${root}\` is not known yet: this is fixed at planning, from \`params\`, \`targets\` and \`forEach\` names`;
  }
  switch (root) {
    case 'params':
      return among(keys[0], survey.params.keys(), 'parameter');
    case 'people':
      return among(keys[0], survey.people.keys(), 'role');
    case 'run':
      return among(keys[0], runKeys, 'key of `run`');
    case 'targets':
      return ofTarget(keys, scope);
    case 'steps':
      return ofStep(keys, scope);
    default:
      if (root === 'outputs' && names.has(root)) return ofOutputs(scope.step, keys[0]);
      if (root === 'results' && names.has(root)) return undefined;
      if (names.has(root)) return among(keys[0], hostKeys, `key of the host \`${root}\``);
      if (root === 'host')
        return `There is no \`host\` here${planning ? ' yet' : ''}: name one, \`targets.<id>.host\`, or bind one with \`forEach\``;
      return isCelName(root) ? undefined : `There is no \`${root}\`${suggestion(root, [...always, ...names])}`;
  }
}

function among(key: string | undefined, known: Iterable<string>, what: string): string | undefined {
  if (key === undefined) return undefined;
  const all = [...known];
  return all.includes(key) ? undefined : `There is no ${what} \`${key}\`${suggestion(key, all)}`;
}

function ofTarget([id, kind, ...rest]: Chain['keys'], { survey }: ExpressionScope): string | undefined {
  if (id === undefined) return undefined;
  const target = survey.targets.get(id);
  if (target === undefined) return among(id, survey.targets.keys(), 'target');
  if (kind === 'host') {
    const hosts = target['hosts'] ?? 1;
    if (hosts !== 1 && hosts !== '1')
      return `\`targets.${id}\` may have more than one host: use \`targets.${id}.hosts\``;
    return among(rest[0], hostKeys, `key of the host \`targets.${id}.host\``);
  }
  if (kind === 'hosts') return undefined;
  return among(kind, ['host', 'hosts'], `key of \`targets.${id}\``);
}

function ofStep([id, kind, name]: Chain['keys'], { survey }: ExpressionScope): string | undefined {
  if (id === undefined) return undefined;
  const [plain = '', instance] = id.split('@');
  const step = survey.byId.get(plain);
  if (step === undefined) return `There is no step \`${id}\`${suggestion(plain, survey.byId.keys())}`;
  if (step.names.length > 0 && instance === undefined) {
    return `\`${id}\` has one instance for each host: name one, \`steps["${id}@<host>"]\``;
  }
  if (step.names.length === 0 && instance !== undefined)
    return `\`${plain}\` has no instances: leave \`@${instance}\` out`;
  if (kind === 'outputs') return ofOutputs(step, name);
  if (kind === 'choice' && !step.kinds.includes('choose'))
    return `\`${plain}\` is no \`choose\` step and has no choice`;
  return among(kind, stepKeys, `key of \`steps["${id}"]\``);
}

/** Outputs are known from captures and questions. */
function ofOutputs(step: SurveyedStep | undefined, name: string | undefined): string | undefined {
  if (step === undefined || name === undefined) return undefined;
  const asked = ['manual', 'terminal'].flatMap((kind) => Object.keys(asMap(asMap(step.body[kind])['ask'])));
  const given = step.kinds.includes('copy') ? copyOutputs : [];
  return among(name, [...Object.keys(asMap(step.body['capture'])), ...asked, ...given], `output of \`${step.id}\``);
}
