/** `npm run fix`: what the checks can mend by themselves. */
import { spawnSync } from 'node:child_process';

spawnSync('eslint', ['--fix', '.'], { stdio: 'inherit' });
spawnSync('prettier', ['--write', '--log-level', 'warn', '.'], { stdio: 'inherit' });
spawnSync('node', ['scripts/docs.ts'], { stdio: 'inherit' });
