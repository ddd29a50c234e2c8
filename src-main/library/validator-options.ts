import type { Options } from 'ajv/dist/2020.js';

// The schemas are our own and tested: judging them by the meta-schema and polishing the generated code would take half
// of the time that a whole validation takes. Formats are not used.
export const validatorOptions: Options = {
  allErrors: true,
  verbose: true,
  strict: false,
  validateFormats: false,
  validateSchema: false,
  meta: false,
  code: { optimize: false },
};
