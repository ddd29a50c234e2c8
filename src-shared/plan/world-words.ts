/** What people read of a look at the world and of a DNS update: the plan, the report and the screens say the same. */
export interface WorldWords {
  readonly http: (from: string, url: string, status: string) => string;
  readonly connectsTo: (hosts: string) => string;
  readonly contains: (text: string) => string;
  readonly follows: string;
  readonly anyCertificate: string;
  readonly trusts: string;
  readonly dns: (from: string, question: string, records: string) => string;
  readonly asked: (resolvers: string) => string;
  readonly sip: (from: string, to: string, transport: string, status: string) => string;
  readonly login: (user: string, secret: string) => string;
  readonly ping: (from: string, to: string) => string;
  readonly port: (port: number) => string;
  readonly or: string;
  readonly update: (zone: string, server: string) => string;
  readonly takesAway: (question: string) => string;
  readonly adds: (record: string) => string;
  readonly signed: (key: string, algorithm: string, secret: string) => string;
  readonly unsigned: string;
  readonly proof: (resolvers: string) => string;
  readonly proofTime: string;
  readonly restores: (step: string) => string;
  readonly restoresFound: string;
}

const en: WorldWords = {
  http: (from, url, status) => `from ${from}: GET ${url} answers ${status}`,
  connectsTo: (hosts) => `connects to ${hosts}, whatever the name resolves to`,
  contains: (text) => `the body contains ${text}`,
  follows: 'follows redirects',
  anyCertificate: 'takes any certificate: nobody proves who answers',
  trusts: 'trusts these certificates as well:',
  dns: (from, question, records) => `from ${from}: ${question} is ${records}`,
  asked: (resolvers) => `asked of each of ${resolvers}`,
  sip: (from, to, transport, status) => `from ${from}: SIP OPTIONS to ${to} by ${transport} is answered ${status}`,
  login: (user, secret) => `logs in as ${user}, password: secret ${secret}`,
  ping: (from, to) => `from ${from}: ${to} answers a ping`,
  port: (port) => `port ${port}`,
  or: 'or',
  update: (zone, server) => `DNS update of the zone ${zone} on ${server}:`,
  takesAway: (question) => `takes away every ${question}`,
  adds: (record) => `adds ${record}`,
  signed: (key, algorithm, secret) => `signed with the key ${key} (${algorithm}): secret ${secret}`,
  unsigned: 'NOT SIGNED: the server must take updates from this address',
  proof: (resolvers) => `then each of ${resolvers} must give the new records`,
  proofTime: 'within twice the TTL that stood there before, at least 30 s, at most 1 h',
  restores: (step) => `puts back what ${step} found, where it changed it`,
  restoresFound: 'puts back what this step found, where it changed it',
};

const it: WorldWords = {
  http: (from, url, status) => `da ${from}: GET ${url} risponde ${status}`,
  connectsTo: (hosts) => `si collega a ${hosts}, qualunque indirizzo abbia il nome`,
  contains: (text) => `il contenuto comprende ${text}`,
  follows: 'segue i rinvii',
  anyCertificate: 'accetta qualsiasi certificato: non è provato chi risponde',
  trusts: 'considera affidabili anche questi certificati:',
  dns: (from, question, records) => `da ${from}: ${question} è ${records}`,
  asked: (resolvers) => `chiesto a ognuno di ${resolvers}`,
  sip: (from, to, transport, status) =>
    `da ${from}: a SIP OPTIONS verso ${to} via ${transport} la risposta è ${status}`,
  login: (user, secret) => `accede come ${user}, password: segreto ${secret}`,
  ping: (from, to) => `da ${from}: ${to} risponde al ping`,
  port: (port) => `porta ${port}`,
  or: 'o',
  update: (zone, server) => `Aggiornamento DNS della zona ${zone} su ${server}:`,
  takesAway: (question) => `toglie ogni ${question}`,
  adds: (record) => `aggiunge ${record}`,
  signed: (key, algorithm, secret) => `firmato con la chiave ${key} (${algorithm}): segreto ${secret}`,
  unsigned: 'NON FIRMATO: il server deve accettare aggiornamenti da questo indirizzo',
  proof: (resolvers) => `poi ognuno di ${resolvers} deve dare i nuovi record`,
  proofTime: 'entro il doppio del TTL precedente, almeno 30 s, al massimo 1 h',
  restores: (step) => `ripristina ciò che ${step} aveva trovato, dove lo ha cambiato`,
  restoresFound: 'ripristina ciò che questo passo aveva trovato, dove lo ha cambiato',
};

export const worldWords = { en, it } as const;
