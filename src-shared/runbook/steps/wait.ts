import { Type } from 'typebox';
import { closed, duration, text } from '../field.ts';

/** `wait`: a duration, or until a time of day. */
export const waitField = Type.Union(
  [
    duration({ description: 'How long.' }),
    Type.Object(
      {
        until: text({
          title: 'Time of day',
          description: '`HH:MM` in the zone of the run; the next one to come. Or a template.',
          examples: ['03:00'],
        }),
      },
      closed,
    ),
  ],
  { title: 'Waits', description: 'A duration, or until a time of day.', examples: ['90s', { until: '03:00' }] },
);
