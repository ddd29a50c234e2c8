import type { Credentials, Keychain } from '../../engine/ports.ts';
import type { QuestionDesk } from './question-desk.ts';

/** Passwords and passphrases as people give them in a window, or as the machine's keychain keeps them. */
export function windowCredentials(questions: QuestionDesk, keychain: Keychain | undefined): Credentials {
  return {
    password: (host, prompt) => questions.ask({ kind: 'password', about: `${host.user}@${host.name}`, prompt }),
    passphrase: (path) => questions.ask({ kind: 'passphrase', about: path, prompt: '' }),
    ...(keychain === undefined ? {} : { keychain }),
  };
}
