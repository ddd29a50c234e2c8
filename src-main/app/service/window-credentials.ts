import type { Credentials } from '../../engine/ports.ts';
import type { QuestionDesk } from './question-desk.ts';

/** Passwords and passphrases as people give them in a window; nothing is kept. */
export function windowCredentials(questions: QuestionDesk): Credentials {
  return {
    password: (host, prompt) => questions.ask({ kind: 'password', about: `${host.user}@${host.name}`, prompt }),
    passphrase: (path) => questions.ask({ kind: 'passphrase', about: path, prompt: `Passphrase of ${path}` }),
  };
}
