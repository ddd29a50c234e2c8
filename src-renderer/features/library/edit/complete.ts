import type { RunbookDocument } from '../../../../src-shared/runbook/runbook-schema.ts';
import { knownNames } from './known-names.ts';
import { legalKeys, legalValues, schemasAt, type LegalKey } from './schema-walk.ts';
import { stepSnippets } from './step-snippets.ts';
import { yamlPlace, type YamlPlace } from './yaml-place.ts';

/** One thing that could stand at the cursor. */
export interface Offer {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'name' | 'snippet';
  /** What is put in; of a snippet its template, lines indented from where it begins. */
  readonly insert: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly required?: boolean;
  readonly usual?: string | undefined;
}

export interface Offers {
  /** Column in the line where what is put in begins. */
  readonly from: number;
  readonly offers: readonly Offer[];
}

export interface CompleteInput {
  readonly schema: unknown;
  /** The last version without errors: what it declares can be named. */
  readonly document: RunbookDocument | undefined;
  readonly lines: readonly string[];
  /** From 0. */
  readonly row: number;
  /** UTF-16 units from 0. */
  readonly column: number;
}

/** What may stand at the cursor by the JSON Schema and by the document's own names. Pure; undefined: nothing. */
export function complete({ schema, document, lines, row, column }: CompleteInput): Offers | undefined {
  const place = yamlPlace(lines, row, column);
  if (place === undefined) return undefined;
  const schemas = schemasAt(schema, place.path);
  const isItem = typeof place.path.at(-1) === 'number';
  // An item of a list that is written line by line may begin a map; behind `[` only a `{` does.
  const offersKeys = !place.afterKey || (isItem && !place.flow);
  const offersValues = place.afterKey || isItem;
  const keys = legalKeys(schema, schemas).filter(({ key }) => !place.siblings.includes(key));
  const names = offersValues ? knownNames(document, place.path) : [];
  const offers = [
    ...(offersKeys ? keys.map((key) => keyOffer(key, place)) : []),
    ...snippetOffers(schema, place),
    ...names.map((name): Offer => ({ label: name, kind: 'name', insert: name })),
    ...(offersValues ? legalValues(schemas) : []).map(({ value, description }): Offer => ({
      label: value,
      kind: 'value',
      insert: spaced(value, lines[row] ?? '', place),
      description,
    })),
  ];
  return offers.length === 0 ? undefined : { from: place.from, offers };
}

/** Where a step begins a whole one can be put in, of each kind; without its dash too. */
function snippetOffers(schema: unknown, { path, afterKey, flow, siblings }: YamlPlace): readonly Offer[] {
  const inList = path.at(-1) === 'steps';
  const begins = inList || (path.at(-1) === 0 && path.at(-2) === 'steps');
  if (!begins || afterKey || flow || siblings.length > 0) return [];
  const told = new Map(legalKeys(schema, schemasAt(schema, inList ? [...path, 0] : path)).map((one) => [one.key, one]));
  return Object.entries(stepSnippets).map(([kind, text]) => ({
    label: `step ${kind}`,
    kind: 'snippet',
    insert: inList ? `- ${text}` : text,
    title: told.get(kind)?.title,
    description: told.get(kind)?.description,
  }));
}

function keyOffer({ key, required, title, description, shape, usual }: LegalKey, place: YamlPlace): Offer {
  const below = `\n${' '.repeat(place.column + 2)}`;
  const tail = place.flow || shape === 'value' ? ' ' : shape === 'map' ? below : `${below}- `;
  return { label: key, kind: 'key', insert: `${key}:${tail}`, required, title, description, usual };
}

/** `key:` with the cursor right behind the colon still needs its space. */
function spaced(value: string, line: string, { from, afterKey }: YamlPlace): string {
  return afterKey && line[from - 1] === ':' ? ` ${value}` : value;
}
