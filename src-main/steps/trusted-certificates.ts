import { getCACertificates } from 'node:tls';

let known: readonly string[] | undefined;

/**
 * Whom TLS trusts: those that come with Node, those of this system (a company's own stand there), and `more` as PEM.
 * Read once: on some systems the store takes a second to open.
 */
export function trustedCertificates(more?: string): string[] {
  known ??= [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
  return more === undefined ? [...known] : [...known, more];
}
