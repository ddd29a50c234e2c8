import { text } from '../field.ts';

/** `run`: a script on each host of `on`. */
export const runField = text({
  title: 'Script on each host',
  description:
    'A script for `/bin/sh` (PowerShell on Windows hosts), run on every host of `on`, without a terminal unless `tty: true`. It is constant text: values reach it only by `env`.',
  examples: ['tvox-dr status --service "$SERVICE"'],
});
