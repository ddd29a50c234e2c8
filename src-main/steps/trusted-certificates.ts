import { getCACertificates } from 'node:tls';

let known: readonly string[] | undefined;

/**
 * Whom TLS trusts: those that come with Node, those of this system (a company's own stand there), and `more` as PEM.
 * Read once: on some systems the store takes a second to open.
 */
export function trustedCertificates(more?: string): string[] {
  known ??= [...new Set([...getCACertificates('default'), ...ofThisSystem()])];
  return more === undefined ? [...known] : [...known, more];
}

/** Where the store cannot be read, those of Node decide: a company's own authority is then told as unknown. */
function ofThisSystem(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}
