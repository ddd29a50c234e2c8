import { Type } from 'typebox';
import { closed, nothing, path, runId } from './fields.ts';

const from = Type.Integer({ minimum: 0 });

/** Parameters of the streams; those that can break off name where to go on. */
export const streamParams = {
  'run.records': Type.Object({ run: runId, from }, closed),
  /** `name` as `output.live` lists it, `<phase>.<step>.<attempt>.<host>`. */
  output: Type.Object({ run: runId, name: path, from }, closed),
  questions: nothing,
  changes: nothing,
  'host.wishes': nothing,
};
