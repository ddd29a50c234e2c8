import { id } from '../field.ts';

/** `form`: places a form here; the step is the gate for all its verdicts and signatures. */
export const formField = id({
  title: 'Places a form',
  description:
    'The id of a form of `forms`. The step passes when all its cases have verdicts and all its signatures are given.',
  examples: ['baseline'],
});
