import type { Texts } from '../../ui/use-texts.ts';

export type SettingsTab = 'look' | 'identities' | 'known-hosts' | 'inventories' | 'lab' | 'data';
export const settingsTabs: readonly SettingsTab[] = ['look', 'identities', 'known-hosts', 'inventories', 'lab', 'data'];

interface SettingsWords {
  readonly title: string;
  readonly tabs: Readonly<Record<SettingsTab, string>>;
  readonly theme: string;
  readonly themes: Readonly<Record<'auto' | 'dark' | 'light', string>>;
  readonly language: string;
  readonly terminalSize: string;
  readonly reducedMotion: string;
  readonly reducedMotionHint: string;
  readonly zoom: string;
  readonly identitiesLead: string;
  readonly noIdentities: string;
  readonly noIdentitiesText: string;
  readonly agent: string;
  readonly encrypted: string;
  readonly unencrypted: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly kept: string;
  readonly knownLead: string;
  readonly noKnown: string;
  readonly noKnownText: string;
  readonly hashed: string;
  readonly host: string;
  readonly search: string;
  readonly compare: string;
  readonly compareHint: string;
  readonly matches: (count: number) => string;
  readonly remove: string;
  readonly removeSure: (names: string) => string;
  readonly removeYes: string;
  readonly cancel: string;
  readonly revoked: string;
  readonly authority: string;
  readonly inventoriesLead: string;
  readonly noInventories: string;
  readonly practice: string;
  readonly test: string;
  readonly testAll: string;
  readonly works: string;
  readonly noLogin: string;
  readonly trust: string;
  readonly trustHint: (fingerprint: string) => string;
  readonly dataFolder: string;
  readonly dataHint: string;
  readonly certificate: string;
  readonly certificateHint: string;
  readonly version: string;
  readonly diagnostics: string;
  readonly diagnosticsHint: string;
  readonly copy: string;
  readonly copied: string;
}

export const settingsWords: Texts<SettingsWords> = {
  en: {
    title: 'Settings',
    tabs: {
      look: 'Look and language',
      identities: 'Identities',
      'known-hosts': 'Known hosts',
      inventories: 'Inventories',
      lab: 'Practice lab',
      data: 'Data and diagnostics',
    },
    theme: 'Theme',
    themes: { auto: 'As the system', dark: 'Dark', light: 'Light' },
    language: 'Language',
    terminalSize: 'Size of terminal text',
    reducedMotion: 'Less motion',
    reducedMotionHint: 'What runs breathes instead of turning; nothing slides.',
    zoom: 'Larger text: Ctrl and + in the window; everything stays usable up to 200 %.',
    identitiesLead:
      'Keys that a login can use. Private parts stay where they are; only their public side is read here.',
    noIdentities: 'No key was found',
    noIdentitiesText: 'Make one with ssh-keygen, or start ssh-agent and add a key with ssh-add.',
    agent: 'ssh-agent',
    encrypted: 'with passphrase',
    unencrypted: 'without passphrase',
    key: 'Key',
    fingerprint: 'Fingerprint',
    kept: 'Kept in',
    knownLead: 'The host keys that are trusted. A host that shows another key is not connected to.',
    noKnown: 'No host key is known yet',
    noKnownText: 'The first connection shows a fingerprint; compare it with the host’s console and trust it there.',
    hashed: 'hashed name',
    host: 'Host',
    search: 'Search hosts and fingerprints',
    compare: 'Compare a fingerprint',
    compareHint: 'Paste what the host’s console shows (SHA256:…); the lines with that very key are shown.',
    matches: (count) =>
      count === 0
        ? 'No known host has this key.'
        : count === 1
          ? '1 line has this key.'
          : `${count} lines have this key.`,
    remove: 'Remove…',
    removeSure: (names) => `The next connection to ${names} will ask for its fingerprint again.`,
    removeYes: 'Remove the line',
    cancel: 'Keep it',
    revoked: 'revoked',
    authority: 'certificate authority',
    inventoriesLead: 'Hosts that runbooks meet. The test logs in as preflight would, and runs nothing.',
    noInventories: 'No inventory was found in the library’s folders',
    practice: 'practice',
    test: 'Test',
    testAll: 'Test all',
    works: 'works',
    noLogin: 'no login: can be checked, runs nothing',
    trust: 'Trust this key',
    trustHint: (fingerprint) => `Compare ${fingerprint} with the host’s console first.`,
    dataFolder: 'Data folder',
    dataHint: 'Runs, PINs (as scrypt values), the installation’s keys and your library. Copy it to keep it.',
    certificate: 'Certificate of this installation',
    certificateHint: 'The signer of every report that is exported here: give it to whoever verifies.',
    version: 'Version',
    diagnostics: 'Diagnostics',
    diagnosticsHint: 'For whoever helps you: no secrets, no host names, no output.',
    copy: 'Copy',
    copied: 'Copied',
  },
  it: {
    title: 'Impostazioni',
    tabs: {
      look: 'Aspetto e lingua',
      identities: 'Identità',
      'known-hosts': 'Host noti',
      inventories: 'Inventari',
      lab: 'Laboratorio',
      data: 'Dati e diagnostica',
    },
    theme: 'Tema',
    themes: { auto: 'Come il sistema', dark: 'Scuro', light: 'Chiaro' },
    language: 'Lingua',
    terminalSize: 'Dimensione del testo nei terminali',
    reducedMotion: 'Meno movimento',
    reducedMotionHint: 'Ciò che è in corso pulsa invece di girare; nulla scorre da sé.',
    zoom: 'Testo più grande: Ctrl e + nella finestra; tutto resta utilizzabile fino al 200 %.',
    identitiesLead:
      'Chiavi che un accesso può usare. Le parti private restano dove sono; qui si legge solo quella pubblica.',
    noIdentities: 'Nessuna chiave trovata',
    noIdentitiesText: 'Creane una con ssh-keygen, o avvia ssh-agent e aggiungi una chiave con ssh-add.',
    agent: 'ssh-agent',
    encrypted: 'con passphrase',
    unencrypted: 'senza passphrase',
    key: 'Chiave',
    fingerprint: 'Impronta',
    kept: 'Si trova in',
    knownLead: 'Le chiavi degli host considerate affidabili. A un host che ne mostra un’altra non ci si collega.',
    noKnown: 'Nessuna chiave di host è ancora nota',
    noKnownText: 'Il primo collegamento mostra un’impronta: confrontala con la console dell’host e accettala lì.',
    hashed: 'nome cifrato',
    host: 'Host',
    search: 'Cerca host e impronte',
    compare: 'Confronta un’impronta',
    compareHint: 'Incolla ciò che mostra la console dell’host (SHA256:…): si vedono le righe con quella stessa chiave.',
    matches: (count) =>
      count === 0
        ? 'Nessun host noto ha questa chiave.'
        : count === 1
          ? '1 riga ha questa chiave.'
          : `${count} righe hanno questa chiave.`,
    remove: 'Rimuovi…',
    removeSure: (names) => `Il prossimo collegamento a ${names} chiederà di nuovo l’impronta.`,
    removeYes: 'Rimuovi la riga',
    cancel: 'Tienila',
    revoked: 'revocata',
    authority: 'autorità di certificazione',
    inventoriesLead: 'Gli host che i runbook incontrano. La prova accede come farebbe il preflight e non esegue nulla.',
    noInventories: 'Nessun inventario nelle cartelle della libreria',
    practice: 'esercitazione',
    test: 'Prova',
    testAll: 'Prova tutti',
    works: 'funziona',
    noLogin: 'nessun accesso: si può controllare, non esegue nulla',
    trust: 'Considera affidabile questa chiave',
    trustHint: (fingerprint) => `Prima confronta ${fingerprint} con la console dell’host.`,
    dataFolder: 'Cartella dei dati',
    dataHint:
      'Esecuzioni, PIN (come valori scrypt), chiavi dell’installazione e la tua libreria. Copiala per conservarla.',
    certificate: 'Certificato di questa installazione',
    certificateHint: 'Il firmatario di ogni rapporto esportato qui: dallo a chi verifica.',
    version: 'Versione',
    diagnostics: 'Diagnostica',
    diagnosticsHint: 'Per chi ti aiuta: niente segreti, nomi di host o output.',
    copy: 'Copia',
    copied: 'Copiato',
  },
};
