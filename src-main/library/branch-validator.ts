import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { validatorOptions } from './validator-options.ts';

let ajv: Ajv2020 | undefined;

/** The validator of one branch of a union, for what a faulty document meant there. Made only when something is wrong. */
export function branchValidator(branch: object, definitions: unknown): ValidateFunction {
  ajv ??= new Ajv2020(validatorOptions);
  return ajv.compile({ ...branch, $defs: definitions });
}
