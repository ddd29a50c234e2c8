import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { jsonSchema } from '../../src-shared/runbook/json-schema.ts';
import { validatorOptions } from './validator-options.ts';

const ajv = new Ajv2020(validatorOptions);
const compiled = new Map<string, ValidateFunction>();

/**
 * The validator of a kind of document (`runbook.v1`, …), compiled at its first use. The bundled command line does not
 * contain this file: scripts/build.mjs puts validators in its place that were compiled beforehand, by the same options.
 */
export function validatorOf(name: string, schema: object): ValidateFunction {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const made = ajv.compile(jsonSchema(name, schema));
  compiled.set(name, made);
  return made;
}
