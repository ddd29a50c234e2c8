/** What people read of a copy and of a message: the plan, the report and the screens say the same. */
export interface DeedWords {
  readonly upload: (file: string, path: string, hosts: string) => string;
  readonly file: (bytes: number, sha256: string) => string;
  readonly mode: (mode: string | undefined) => string;
  readonly download: (path: string, hosts: string) => string;
  readonly edit: (path: string, hosts: string) => string;
  readonly replaces: (pattern: string, by: string) => string;
  readonly keepsOld: string;
  readonly asRoot: string;
  readonly restores: (step: string) => string;
  readonly mail: (server: string, security: string) => string;
  readonly security: Readonly<Record<'starttls' | 'tls' | 'none', string>>;
  readonly webhook: (url: string) => string;
  readonly syslog: (server: string, transport: string, level: string) => string;
  readonly trap: (server: string, oid: string, version: string) => string;
  readonly inform: string;
  readonly trusts: string;
  readonly header: (name: string, value: string) => string;
  readonly keys: Readonly<Record<string, string>>;
  readonly secret: (name: string) => string;
  readonly later: (template: string) => string;
  readonly perHost: string;
  readonly marked: string;
}

const en: DeedWords = {
  upload: (file, path, hosts) => `uploads ${file} to ${path} on ${hosts}`,
  file: (bytes, sha256) => `${bytes} bytes, SHA-256 ${sha256}`,
  mode: (mode) => (mode === undefined ? 'keeps the mode, 0644 where the file is new' : `mode ${mode}`),
  download: (path, hosts) => `takes ${path} of ${hosts} as evidence`,
  edit: (path, hosts) => `changes ${path} on ${hosts}`,
  replaces: (pattern, by) => `every match of ${pattern} becomes ${by}`,
  keepsOld: 'shows the difference first; the old file stays as <path>.drillbook-<run>-<step>-<attempt>',
  asRoot: 'as root, by sudo',
  restores: (step) => `puts back the file that ${step} found, or removes the one that it made`,
  mail: (server, security) => `mail by ${server} (${security})`,
  security: { starttls: 'STARTTLS', tls: 'TLS', none: 'NOT ENCRYPTED' },
  webhook: (url) => `posts to ${url}`,
  syslog: (server, transport, level) => `syslog to ${server} by ${transport}, ${level}`,
  trap: (server, oid, version) => `SNMP ${version} trap ${oid} to ${server}`,
  inform: 'asks for a receipt',
  trusts: 'trusts these certificates as well:',
  header: (name, value) => `${name}: ${value}`,
  keys: {
    from: 'from',
    to: 'to',
    subject: 'subject',
    text: 'text',
    user: 'user',
    password: 'password',
    bearer: 'token',
    community: 'community',
    auth: 'authentication key',
    privacy: 'privacy key',
  },
  secret: (name) => `secret ${name}`,
  later: (template) => `${template} (when the step is ready)`,
  perHost: 'the path of each host',
  marked: 'in a rehearsal it begins with [rehearsal]',
};

const it: DeedWords = {
  upload: (file, path, hosts) => `carica ${file} in ${path} su ${hosts}`,
  file: (bytes, sha256) => `${bytes} byte, SHA-256 ${sha256}`,
  mode: (mode) => (mode === undefined ? 'mantiene i permessi, 0644 se il file è nuovo' : `permessi ${mode}`),
  download: (path, hosts) => `acquisisce ${path} di ${hosts} come evidenza`,
  edit: (path, hosts) => `modifica ${path} su ${hosts}`,
  replaces: (pattern, by) => `ogni corrispondenza di ${pattern} diventa ${by}`,
  keepsOld: 'mostra prima la differenza; il vecchio file resta come <path>.drillbook-<run>-<passo>-<tentativo>',
  asRoot: 'come root, con sudo',
  restores: (step) => `rimette il file trovato da ${step}, o toglie quello creato`,
  mail: (server, security) => `posta tramite ${server} (${security})`,
  security: { starttls: 'STARTTLS', tls: 'TLS', none: 'NON CIFRATA' },
  webhook: (url) => `invia a ${url}`,
  syslog: (server, transport, level) => `syslog a ${server} via ${transport}, ${level}`,
  trap: (server, oid, version) => `trap SNMP ${version} ${oid} a ${server}`,
  inform: 'chiede una ricevuta',
  trusts: 'considera affidabili anche questi certificati:',
  header: (name, value) => `${name}: ${value}`,
  keys: {
    from: 'da',
    to: 'a',
    subject: 'oggetto',
    text: 'testo',
    user: 'utente',
    password: 'password',
    bearer: 'token',
    community: 'community',
    auth: 'chiave di autenticazione',
    privacy: 'chiave di riservatezza',
  },
  secret: (name) => `segreto ${name}`,
  later: (template) => `${template} (quando il passo è pronto)`,
  perHost: 'il percorso di ogni host',
  marked: 'in una prova comincia con [rehearsal]',
};

export const deedWords = { en, it } as const;
