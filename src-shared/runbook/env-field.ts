import { Type } from 'typebox';
import { freeMap } from './field.ts';

/** Environment variables, the only way for a value into a script. Names are judged by a check, which explains. */
export const envField = freeMap(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
  shared: 'env',
  title: 'Environment of the scripts',
  description:
    'Variables that scripts see. The only way for a value into a script, byte for byte. Given at the runbook, a phase or a step, and inherited. Names are `[A-Z][A-Z0-9_]*`; `PATH`, `IFS`, `LD_*` and the like are refused. A value is at most 64 KiB, all together 256 KiB.',
  examples: [{ SERVICE: '{{ params.service_name }}', KEEP: 14 }],
});
