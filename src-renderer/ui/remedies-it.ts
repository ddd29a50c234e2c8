import type { ErrorCode } from '../../src-shared/base/error-codes.ts';

/** What mends an error, in Italian; the English words are those of `docs/errors.md`. */
export const remediesIt: Readonly<Record<ErrorCode, string>> = {
  'usage.bad-arguments': 'Leggi l’aiuto del comando (`drillbook help <comando>`) e richiamalo.',
  'file.not-readable': 'Controlla il percorso e che questo utente possa leggere il file.',
  'file.not-writable': 'Controlla la cartella, lo spazio libero e che questo utente possa scriverci.',
  'run.refused': 'Lo stato dell’esecuzione ora non lo permette; il messaggio dice che cosa servirebbe.',
  'journal.sync-failed':
    'Libera spazio o ripara il disco, poi riprendi l’esecuzione; tutto ciò che è stato detto vi si trova.',
  'journal.corrupt':
    'Qualcosa ha cambiato i file dell’esecuzione dopo che erano stati scritti. Lascia la cartella com’è e ripristinala da una copia.',
  'recording.write-failed': 'Libera spazio o ripara il disco. La registrazione finisce dove il disco l’ha rifiutata.',
  'pin.too-short': 'Scegli un PIN di almeno quattro caratteri.',
  'pin.already-set': 'Usa il PIN che questa persona ha scelto. Se è dimenticato, firma su carta o per mail.',
  'installation.corrupt':
    'Ripristina da una copia il file o la cartella indicati, o spostali: il prossimo avvio ne crea di nuovi.',
  'run.locked': 'Un altro Drillbook tiene questa esecuzione. Chiudila là o aspetta che finisca.',
  'plan.parameter-unknown': 'Controlla come è scritto in `parameters` del runbook.',
  'plan.parameter-missing': 'Dai il valore nei campi, in `parameters` dell’inventario, o come `default` nel runbook.',
  'plan.parameter-invalid':
    'Dai un valore del tipo del parametro; il messaggio dice che cosa è stato trovato e atteso.',
  'plan.target-unbound': 'Lega il target a un host o gruppo sotto `bindings` dell’inventario.',
  'plan.target-count': 'Lega tanti host quanti il target ne prende, o cambia i suoi `hosts` nel runbook.',
  'plan.unknown-host': 'Nomina un target, o un host o gruppo dell’inventario; controlla come è scritto.',
  'plan.host-incomplete':
    'Dai all’host un indirizzo e un utente nell’inventario, o in ~/.ssh/config sotto il suo alias.',
  'plan.no-login': 'Dai all’host un accesso nell’inventario, o esegui questo su un altro host.',
  'plan.no-hosts': 'Indica `on`, o una condizione (`when`) dove un target può non avere host.',
  'plan.template-failed':
    'Correggi l’espressione. Nella pianificazione hanno valori solo params, targets, host e i nomi di forEach.',
  'plan.value-invalid': 'Scrivi il valore come dice il messaggio; guarda che cosa dà il modello.',
  'plan.env-invalid': 'Accorcia il valore (64 KiB ciascuno, 256 KiB insieme), o togline il NUL.',
  'plan.step-unknown': 'Nomina un passo o caso che il piano contiene; `drillbook plan` li elenca.',
  'run.secret-missing': 'Dallo quando viene chiesto, o con --secret NOME=@FILE dalla riga di comando.',
  'run.secret-invalid': 'Dai di nuovo il segreto, come dice il messaggio. Non è stato avviato nulla.',
  'plan.no-executor':
    'Un tipo di passo di questo piano non può essere eseguito da questa versione. Usane una più recente, o sostituisci il passo.',
  'step.cancelled': 'L’ha fermato una persona. Decidi il passo quando sei pronto.',
  'step.timed-out': 'Nulla è finito entro il tempo del passo. Guarda l’host prima di decidere.',
  'lab.cannot-start':
    'Ferma l’altro laboratorio di questa macchina. Dove solo 127.0.0.1 è un indirizzo locale (macOS), aggiungi gli indirizzi indicati in docs/lab.md all’interfaccia di loopback.',
  'lab.order-refused':
    'Chiedi al laboratorio che cosa conosce: `drillbook lab state`, o il laboratorio nelle impostazioni.',
  'expression.failed': 'Correggi l’espressione, o ciò che legge: docs/runbook-format.md elenca che cosa può nominare.',
  'ssh.host-key-unknown':
    'Confronta l’impronta con la console dell’host (`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`), poi considera affidabile la chiave, o aggiungila come `hostKey` all’inventario.',
  'ssh.host-key-changed':
    'Scopri perché la chiave è cambiata (reinstallazione, altra macchina, attacco) prima di ogni altra cosa; poi sostituisci la vecchia voce.',
  'ssh.host-key-revoked': 'Questa chiave è stata revocata. Non collegarti; chiedi la nuova a chi gestisce l’host.',
  'ssh.host-certificate':
    'I certificati degli host qui non si possono controllare. Indica la chiave dell’host come `hostKey` nell’inventario.',
  'ssh.known-hosts':
    'Controlla il file known_hosts indicato: il percorso, e che questo utente possa leggerlo e scriverlo.',
  'ssh.auth-failed': 'Controlla utente, chiave o password, e che cosa lo sshd dell’host permette a questo utente.',
  'ssh.login-closed':
    'L’host ha chiuso l’accesso senza dire perché: l’utente può essere scaduto, bloccato o non ammesso. Lo dice il log del suo sshd. Se l’host si sta spegnendo, aspetta e riprova.',
  'ssh.no-credential': 'Dai la password o la passphrase quando viene chiesta, o imposta un altro `auth` per l’host.',
  'ssh.key-unreadable': 'Controlla percorso e passphrase; `ssh-keygen -y -f FILE` deve poter leggere la chiave.',
  'ssh.no-agent': 'Avvia ssh-agent, aggiungi la chiave (`ssh-add`), e avvia Drillbook dove SSH_AUTH_SOCK è impostata.',
  'ssh.refused': 'Là nulla è in ascolto. Controlla indirizzo e porta, e che sshd sia in funzione.',
  'ssh.timeout': 'Nessuna risposta. Controlla che l’host sia acceso e che nessun firewall scarti il collegamento.',
  'ssh.unreachable': 'Controlla l’indirizzo, la risoluzione del nome e la rotta verso l’host.',
  'ssh.local-limit':
    'Questo computer non ha potuto aprire un collegamento, qualunque cosa faccia l’host. Alza i suoi limiti (`ulimit -n`), o chiudi altri programmi, e riprova.',
  'ssh.dropped':
    'L’host ha chiuso il collegamento prima dell’accesso. Guarda il log del suo sshd; può essere sovraccarico o rifiutare questo indirizzo.',
  'ssh.no-common-algorithm':
    'L’host offre solo algoritmi non più sicuri (SHA-1, CBC). Aggiorna il suo sshd, o raggiungilo in altro modo.',
  'ssh.protocol': 'Ciò che risponde là non parla SSH come si deve. Controlla indirizzo e porta.',
  'ssh.jump-failed':
    'Controlla l’host di salto: che vi si possa accedere, e che permetta l’inoltro verso questo indirizzo.',
  'ssh.no-login': 'L’inventario dice `login: none` per questo host: non eseguirvi nulla, o dagli un accesso.',
  'ssh.channel-refused': 'L’host rifiuta altre sessioni o comandi. Guarda MaxSessions e ForceCommand del suo sshd.',
  'ssh.too-many-terminals': 'Chiudi un terminale di questo host che non serve più, poi apri quello nuovo.',
  'ssh.no-temporary-file':
    'Uno script con terminale ha bisogno di un file in /tmp o nella cartella home dell’host. Liberalo o permettilo.',
  'run.not-held': 'Apri l’esecuzione per agire; se la tiene un altro programma, chiudila prima là.',
  'web.cannot-serve': 'Scegli un’altra porta (`--port 0` ne prende una libera), o ferma il programma che la usa.',
  'call.bad-params': 'La finestra e il nucleo sono di versioni diverse: chiudi la finestra e riaprila.',
  'link.lost':
    'Il collegamento con il nucleo si è interrotto. Si ristabilisce da sé; guarda lo stato prima di ripetere qualcosa.',
  'library.changed-on-disk': 'Confronta il tuo testo con il file salvato, poi salva di nuovo, o con un altro nome.',
  'library.read-only': 'Ciò che arriva con il programma resta com’è: salvane una copia in una cartella tua.',
  'library.bad-name': 'Scegli un nome che finisca in .yaml, .yml o .drillbook.',
  'library.invalid': 'Correggi i problemi mostrati per il file.',
  'known-hosts.changed':
    'Qualcuno ha cambiato il file nel frattempo: guarda di nuovo l’elenco prima di rimuovere qualcosa.',
  'host.no-dialogs': 'In un browser, scegli il file nell’elenco di cartelle che Drillbook mostra.',
  'plan.file-unreadable': 'Metti il file accanto al runbook, con il nome che gli dà il passo.',
  'copy.no-sftp': 'Consenti SFTP nell’sshd dell’host (`Subsystem sftp internal-sftp`), o copia il file con uno script.',
  'copy.not-found': 'Controlla il percorso. La cartella deve esserci: la può creare un passo precedente.',
  'copy.not-a-file':
    'Indica un file normale; cartelle, dispositivi e collegamenti che non portano a nulla non si copiano.',
  'copy.denied':
    'Dai all’utente il diritto di scrivere in quella cartella, o metti `sudo: true` dove può usare sudo senza password.',
  'copy.owner':
    'Il nuovo file apparterrebbe a qualcun altro. Usa `sudo: true`, o entra come l’utente a cui appartiene.',
  'copy.read-only': 'Monta il file system in modo che si possa scrivere, o scegli un altro percorso.',
  'copy.no-space': 'Libera spazio sull’host e riprova: il vecchio file è intatto.',
  'copy.too-large':
    'Copia solo ciò che serve, o spostalo con uno script; il limite è scritto in docs/runbook-format.md.',
  'copy.in-the-way': 'C’è il file di un tentativo precedente. Guardalo, spostalo, poi riprova.',
  'copy.no-match':
    'Guarda il file sull’host: il modello deve trovarsi lì dentro. Con `(?m)` `^` e `$` indicano le righe.',
  'copy.failed': 'L’host ha rifiutato senza dire perché. Guarda il percorso e il log del suo sshd.',
  'copy.link-lost': 'Guarda il file sull’host prima di decidere. È quello vecchio o quello nuovo, mai una parte.',
  'copy.file-changed':
    'Un file accanto al runbook non è quello pianificato. Pianifica di nuovo e fai approvare il nuovo piano.',
  'dns.not-sent':
    'Non è stato cambiato nulla. Correggi ciò che dice il messaggio (server, porta, chiave), poi riprova il passo.',
  'pattern.illegal':
    'Scrivi il modello per RE2: senza lookahead, lookbehind, riferimenti all’indietro o ripetizioni possessive.',
};
