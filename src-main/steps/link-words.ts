/** Why a connection did not come about. `trouble`: this side could not even try, so nothing is known. */
export interface LinkFault {
  readonly kind: 'failed' | 'trouble';
  readonly message: string;
}

const failed: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it closed the connection',
  ETIMEDOUT: 'it gives no answer',
  EHOSTUNREACH: 'it gives no answer',
  EHOSTDOWN: 'it gives no answer',
  EPIPE: 'it closed the connection',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself, and nobody here trusts it',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that nobody here trusts',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate comes from an authority that nobody here knows',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that nobody here knows',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority that nobody here knows',
  CERT_REVOKED: 'its certificate was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  HPE_INVALID_CONSTANT: 'it does not speak HTTP',
};

/** The error of a socket or of TLS in words, with what it says itself where we have none. */
export function linkFault(error: Error): LinkFault {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const { hostname = 'the name' } = error as Error & { readonly hostname?: string };
    return { kind: 'trouble', message: `${hostname} cannot be resolved here` };
  }
  const words = failed[code];
  if (words !== undefined) return { kind: 'failed', message: `${words}${namesOf(error)}` };
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    const wrong = /wrong version number|packet length too long|unknown protocol/u.test(error.message);
    const said = /error:[^:]*:[^:]*:[^:]*:([^:]+)/u.exec(error.message)?.[1] ?? error.message;
    return { kind: 'failed', message: wrong ? 'it does not speak TLS' : `TLS does not come about: ${said.trim()}` };
  }
  if (code.startsWith('HPE_')) return { kind: 'failed', message: 'it does not speak HTTP' };
  if (code.startsWith('CERT_') || code.includes('_CERT')) {
    return { kind: 'failed', message: `its certificate is refused: ${error.message}` };
  }
  if (error.message === 'socket hang up') return { kind: 'failed', message: 'it closed the connection' };
  return { kind: 'trouble', message: error.message };
}

/** Which names a certificate has, where it has not the one that was asked for. */
function namesOf(error: Error): string {
  const { reason, code } = error as NodeJS.ErrnoException & { readonly reason?: string };
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID' && reason !== undefined ? `: ${reason}` : '';
}
