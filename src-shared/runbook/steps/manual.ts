import { Type } from 'typebox';
import { closed, text } from '../field.ts';
import { askField, evidenceWanted } from './ask.ts';

const instructions = text({
  title: 'Instructions',
  description: 'What the person shall do. Markdown; may hold templates.',
  examples: ['In the OCC of {{ targets.client.host.name }} press *Activate*.'],
});

const manualBody = Type.Object(
  { instructions, ask: Type.Optional(askField), evidence: Type.Optional(evidenceWanted) },
  closed,
);

/** `manual`: a person acts and confirms. Text alone means `{ instructions: TEXT }`. */
export const manualField = Type.Union([Type.String({ minLength: 1 }), manualBody], {
  shared: 'manual',
  title: 'A person acts and confirms',
  description:
    'Instructions for a person, who confirms when it is done, or gives it on the word of someone else (name, organisation, how). `manual: TEXT` means `{ instructions: TEXT }`.',
  examples: [
    'Power the master on and wait for its console.',
    { instructions: 'Ask the carrier to route the numbers to the disaster trunk.', evidence: 'required' },
  ],
});
