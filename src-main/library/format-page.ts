import { stringify } from 'yaml';
import { answersSchema } from '../../src-shared/runbook/answers-schema.ts';
import { problemRemedies } from '../../src-shared/runbook/finding.ts';
import { inventorySchema } from '../../src-shared/runbook/inventory-schema.ts';
import { runbookSchema } from '../../src-shared/runbook/runbook-schema.ts';
import { stepKinds } from '../../src-shared/runbook/step-schema.ts';
import { formatGuide } from './format-guide.ts';
import { expectedOf, type SchemaPart } from './schema-words.ts';

interface Described extends SchemaPart {
  readonly title?: string;
  readonly default?: unknown;
  readonly shared?: string;
  readonly required?: readonly string[];
  readonly items?: Described;
}

/** TypeBox types say more than is read here. */
const plain = (schema: object): Described => schema;

/** Headings of the parts that stand on their own: their keys are told once, there. */
const parts = ['phase', 'step', 'check', 'form'];

/** The reference of the three kinds of file, as Markdown, made from their schemas. */
export function formatPage(): string {
  const found = new Map<string, Described>();
  const told = new Set<string>();
  const runbook = keySections(plain(runbookSchema), '', found, told);
  const sections = [formatGuide, '# Runbook', overview(plain(runbookSchema)), ...runbook];
  // Describing one part can find the next: a phase holds steps, a step holds a check.
  for (const name of parts) {
    const part = found.get(name);
    if (part === undefined) continue;
    sections.push(`# ${part.title ?? name}`, overview(part));
    sections.push(...(name === 'step' ? stepSections(part, found, told) : keySections(part, `${name}.`, found, told)));
  }
  sections.push(
    '# Inventory',
    describe(plain(inventorySchema)),
    ...keySections(plain(inventorySchema), '', found, told),
  );
  sections.push('# Answers', overview(plain(answersSchema)), ...keySections(plain(answersSchema), '', found, told));
  sections.push('# Problems', 'The codes of `drillbook validate`, and what to do.', problems());
  return `${sections.join('\n\n')}\n`;
}

const describe = (schema: SchemaPart): string => schema.description ?? '';

/** What a part is, and its keys with what they expect and their defaults, at one look. */
function overview(schema: Described): string {
  const rows = Object.entries(schema.properties ?? {}).map(([key, about]: readonly [string, Described]) => {
    const given = about.default === undefined ? '' : `\`${JSON.stringify(about.default)}\``;
    const state = schema.required?.includes(key) === true ? '**required**' : given;
    return `| \`${key}\` | ${about.title ?? ''} | ${expectedOf(about).replaceAll('|', '\\|')} | ${state} |`;
  });
  return [describe(schema), '', '| key | | expects | default |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function stepSections(step: Described, found: Map<string, Described>, told: Set<string>): readonly string[] {
  const kinds = Object.keys(stepKinds);
  const only = (wanted: boolean): Described => ({
    ...step,
    properties: Object.fromEntries(
      Object.entries(step.properties ?? {}).filter(([key]) => kinds.includes(key) === wanted),
    ),
  });
  return [
    '# Step kinds',
    'A step has exactly one of these keys.',
    ...keySections(only(true), '', found, told),
    '# Common keys of steps',
    ...keySections(only(false), 'step.', found, told),
  ];
}

function keySections(
  schema: Described,
  prefix: string,
  found: Map<string, Described>,
  told: Set<string>,
): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, about]: readonly [string, Described]) => {
    const needed = schema.required?.includes(key) === true;
    const again = about.shared !== undefined && told.has(about.shared);
    if (about.shared !== undefined) told.add(about.shared);
    const section = keySection(`${prefix}${key}`, key, about, needed);
    if (again) return [section];
    return [
      section,
      ...inside(about, `${prefix}${key}`).flatMap(([part, path]) => {
        if (part.shared === undefined || !parts.includes(part.shared)) return keySections(part, path, found, told);
        found.set(part.shared, part);
        return [];
      }),
    ];
  });
}

/** The objects inside a value, with what their keys are told by: `targets.<id>.`, `phases[].`. */
function inside(schema: Described, path: string): readonly (readonly [Described, string])[] {
  const branches = (schema.anyOf ?? [schema]) as readonly Described[];
  return branches.flatMap((branch): readonly (readonly [Described, string])[] => {
    if (branch.properties !== undefined) return [[branch, `${path}.`]];
    if (branch.items !== undefined) return inside(branch.items, `${path}[]`);
    const values = Object.values(branch.patternProperties ?? {});
    return values.flatMap((value) => inside(value, `${path}.<id>`));
  });
}

function keySection(path: string, key: string, about: Described, needed: boolean): string {
  const given = about.default === undefined ? '' : `; default \`${JSON.stringify(about.default)}\``;
  const kind = `${expectedOf(about)}${needed ? '; **required**' : given}`;
  const title = about.title === undefined ? '' : `**${about.title}.** `;
  const examples = (about.examples ?? [exampleOf(about)]).map((example) => yamlOf({ [key]: example }));
  return `## \`${path}\`\n\n${title}${describe(about)}\n\nExpects ${kind}.\n\n\`\`\`yaml\n${examples.join('\n')}\`\`\``;
}

/** An example for a key that gives none: its default, a legal value, or one made of its keys' examples. */
function exampleOf(schema: Described): unknown {
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === 'boolean') return true;
  if (schema.items !== undefined) return [exampleOf(schema.items)];
  const properties = Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key));
  return properties.length > 0 ? Object.fromEntries(properties.map(([key, one]) => [key, exampleOf(one)])) : 'text';
}

function yamlOf(value: unknown): string {
  return stringify(value, { lineWidth: 110, collectionStyle: 'any', defaultStringType: 'PLAIN' });
}

function problems(): string {
  const rows = Object.entries(problemRemedies).map(
    ([code, remedy]) => `| \`${code}\` | ${remedy.replaceAll('|', '\\|')} |`,
  );
  return ['| code | what to do |', '| --- | --- |', ...rows].join('\n');
}
