import { expect, test } from 'vitest';
import { emptyValues } from './summary.ts';

test('a value that is neither typed nor preset is empty; secrets and optional ones are asked for or left out', () => {
  const parameters = {
    typed: { type: 'ip' },
    empty: { type: 'ip' },
    preset: { type: 'string', default: '' },
    left: { type: 'string', optional: true },
    key: { type: 'secret' },
  } as const;
  expect(emptyValues(parameters, { typed: '192.0.2.1' })).toBe(1);
});
