import type { FailureChoice, UnknownChoice } from '../../../src-shared/run/facts.ts';
import type { Texts } from '../../ui/use-texts.ts';

export interface StepWords {
  readonly noStep: string;
  readonly step: string;
  readonly waitsFor: (who: string) => string;
  readonly needs: (who: string) => string;
  readonly destructive: string;
  readonly noUndo: string;
  readonly noUndoNeeded: (reason: string) => string;
  readonly undo: (what: string) => string;
  readonly contacts: string;
  readonly copied: string;
  readonly copy: string;
  readonly of: string;
  readonly late: string;
  // Guards
  readonly guards: string;
  readonly proved: (ago: string) => string;
  readonly notProved: (ago: string) => string;
  readonly notTaken: (ago: string) => string;
  readonly takingNow: string;
  readonly repeated: string;
  readonly stale: string;
  readonly holds: (since: string) => string;
  readonly overridden: (who: string, reason: string) => string;
  readonly stopTitle: string;
  readonly stopText: string;
  readonly stopWas: string;
  readonly stopWasText: string;
  readonly stopWasDo: string;
  readonly stopNot: string;
  readonly stopNotText: string;
  readonly stopNotDo: string;
  // A person's task
  readonly required: string;
  readonly choose: string;
  readonly fault: (type: string) => string;
  readonly note: string;
  readonly notePlaceholder: string;
  readonly word: string;
  readonly wordLegend: string;
  readonly wordName: string;
  readonly wordOrganisation: string;
  readonly wordHow: string;
  readonly wordHows: readonly string[];
  readonly wordAway: string;
  readonly confirm: (title: string) => string;
  readonly evidence: string;
  readonly confirmAs: string;
  readonly notWorked: string;
  readonly reported: (who: string, at: string) => string;
  readonly skip: string;
  readonly skipTitle: (title: string) => string;
  readonly skipText: string;
  readonly skipDo: string;
  readonly stopStep: string;
  readonly endsItself: (time: string) => string;
  // Confirmed
  readonly confirmed: (who: string, at: string) => string;
  readonly onWord: (name: string, organisation: string, how: string) => string;
  readonly scripted: string;
  readonly chosen: (option: string) => string;
  // Failure and doubt
  readonly failed: string;
  readonly expected: string;
  readonly seen: string;
  readonly decide: string;
  readonly choices: Readonly<Record<FailureChoice, string>>;
  readonly choiceTexts: Readonly<Record<FailureChoice, string>>;
  readonly retryOn: (hosts: string) => string;
  readonly retakeCheck: string;
  readonly why: string;
  readonly send: (what: string) => string;
  readonly override: string;
  readonly overrideText: string;
  readonly unknownTitle: (host: string) => string;
  readonly unknownText: string;
  readonly unknowns: Readonly<Record<UnknownChoice, string>>;
  readonly unknownTexts: Readonly<Record<UnknownChoice, string>>;
  readonly owedTitle: string;
  readonly owedText: string;
  readonly owedEnded: string;
  // After the end
  readonly leftOpen: string;
  readonly neverBegan: string;
  // Others
  readonly optionsTitle: string;
  readonly usual: string;
  readonly take: (option: string) => string;
  readonly waitLeft: (time: string) => string;
  readonly waitUntil: (time: string) => string;
  readonly comesAfter: string;
  readonly comesNext: string;
  readonly comesLater: string;
  readonly notHere: string;
  readonly formHere: string;
  readonly maySign: (who: string) => string;
  readonly goOn: string;
  readonly hosts: string;
  readonly host: string;
  readonly app: string;
  readonly attempt: string;
  readonly end: string;
  readonly time: string;
  readonly runsThere: string;
  readonly details: string;
  readonly what: string;
  readonly variables: string;
  readonly history: string;
  readonly leftRunning: string;
  readonly output: string;
  readonly outputs: string;
}

const kinds: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  port: 'a port from 1 to 65535',
  duration: 'a duration such as 90s or 1h30m',
  hostname: 'a host name',
  ip: 'an IP address',
};
const generi: Readonly<Record<string, string>> = {
  integer: 'un numero intero',
  number: 'un numero',
  port: 'una porta da 1 a 65535',
  duration: 'una durata come 90s o 1h30m',
  hostname: 'un nome di host',
  ip: 'un indirizzo IP',
};

export const stepTexts: Texts<StepWords> = {
  en: {
    noStep: 'This run has no steps.',
    step: 'The step that is looked at',
    waitsFor: (who) => `waits for the ${who.toLowerCase()}`,
    needs: (who) => `Needs: ${who}`,
    destructive: 'destructive',
    noUndo: 'cannot be undone',
    noUndoNeeded: (reason) => `no undo needed: ${reason}`,
    undo: (what) => `Undo: ${what}`,
    contacts: 'Call',
    copied: 'copied',
    copy: 'Copy',
    of: 'of',
    late: 'late',
    guards: 'Guard',
    proved: (ago) => `proved ${ago} ago`,
    notProved: (ago) => `no longer true, seen ${ago} ago`,
    notTaken: (ago) => `could not be taken, tried ${ago} ago`,
    takingNow: 'being proved now',
    repeated: 'If it fails this turns to STOP.',
    stale: 'Nobody looks now: it is taken again as soon as the run is opened.',
    holds: (since) => `holds since ${since}, looked at every 5 s.`,
    overridden: (who, reason) => `Overridden by ${who}: ${reason}`,
    stopTitle: 'STOP. Do not do it.',
    stopText:
      'What must hold while you act does not hold now. The instructions come back by themselves when it does. Did you already do it?',
    stopWas: 'It was done already',
    stopWasText: 'The guard is overridden by your name; then confirm what you did.',
    stopWasDo: 'Override the guard: it was done already',
    stopNot: 'It was not done: leave it out',
    stopNotText: 'The step is skipped and the run goes on without it.',
    stopNotDo: 'Leave the step out',
    required: 'required',
    choose: 'Choose…',
    fault: (type) => `Expected ${kinds[type] ?? 'text'}`,
    note: 'Comment',
    notePlaceholder: 'What was seen, for the record',
    word: 'On the word of…',
    wordLegend: 'On the word of',
    wordName: 'Name',
    wordOrganisation: 'Organisation',
    wordHow: 'How',
    wordHows: ['phone', 'chat', 'mail', 'in person'],
    wordAway: 'I saw it myself',
    confirm: (title) => `Done: ${title}`,
    evidence: 'evidence',
    confirmAs: 'Confirmed by',
    notWorked: 'It did not work…',
    reported: (who, at) => `Did not work, reported by ${who} at ${at}`,
    skip: 'Skip…',
    skipTitle: (title) => `Skip “${title}”?`,
    skipText: 'The run goes on as if it were done. It stands among what was skipped, on its own page of the report.',
    skipDo: 'Skip the step',
    stopStep: 'Stop this step…',
    endsItself: (time) => `Ends by itself after ${time}.`,
    confirmed: (who, at) => `Confirmed by ${who} at ${at}`,
    onWord: (name, organisation, how) => `on the word of ${name}, ${organisation} (${how})`,
    scripted: 'answered by a file',
    chosen: (option) => `Chosen: ${option}`,
    failed: 'What was expected, and what was seen',
    expected: 'Expected',
    seen: 'Seen',
    decide: 'What now?',
    choices: {
      retry: 'Try again',
      'by-hand': 'Done by hand',
      skip: 'Skip',
      continue: 'Go on, it stays failed',
      rollback: 'Roll back',
      abort: 'Stop the run',
    },
    choiceTexts: {
      retry: 'Only what failed; hosts that passed keep their result.',
      'by-hand': 'Somebody did it otherwise: reason and evidence stand in for it.',
      skip: 'The run goes on without it.',
      continue: 'The run goes on; the step stays failed in its outcome.',
      rollback: 'Undo what ran, newest first. The preview is behind “Roll back…” in the header.',
      abort: 'For good. Nothing is undone.',
    },
    retryOn: (hosts) => `Try again on ${hosts}`,
    retakeCheck: 'A check is the proof itself: it is taken again.',
    why: 'Reason',
    send: (what) => what,
    override: 'Override the guard',
    overrideText: 'The step starts although what must hold does not: a deviation with your name.',
    unknownTitle: (host) => `What became of it on ${host}?`,
    unknownText: 'Its end was not seen. It is never run again by itself: look at the host, then say.',
    unknowns: { 'verified-done': 'Verified: it is done', 'run-again': 'Run it again', failed: 'It failed' },
    unknownTexts: {
      'verified-done': 'Somebody looked, and it has its effect.',
      'run-again': 'It is certain that a second time does no harm.',
      failed: 'It has no effect, or the wrong one.',
    },
    owedTitle: 'Owed',
    owedEnded: 'The host did not answer before the run ended: it is still to be done there.',
    leftOpen: 'The run ended before this was done. Nothing can be confirmed any more.',
    neverBegan: 'The run ended before its turn.',
    owedText: 'The host did not answer. When it answers this is done first, before anything else that needs it.',
    optionsTitle: 'Choose one',
    usual: 'usual',
    take: (option) => `Take ${option}`,
    waitLeft: (time) => `${time} left`,
    waitUntil: (time) => `Waits until ${time}`,
    comesAfter: 'Comes after',
    comesNext: 'Begins as soon as its turn has come.',
    comesLater: 'Something before it opened again and comes first.',
    notHere: 'Only shown here: open the run to act.',
    formHere: 'Form',
    maySign: (who) => `May still be signed here: ${who} (optional).`,
    goOn: 'Go on without it',
    hosts: 'Where',
    host: 'Host',
    app: 'this desk',
    attempt: 'Attempt',
    end: 'End',
    time: 'Time',
    runsThere: 'running',
    details: 'Command, expectations and attempts',
    what: 'What it does',
    variables: 'Variables',
    history: 'Attempts',
    leftRunning: 'left something running',
    output: 'Output',
    outputs: 'Captured',
  },
  it: {
    noStep: 'Questa esecuzione non ha passi.',
    step: 'Il passo mostrato',
    waitsFor: (who) => `attende: ${who}`,
    needs: (who) => `Serve: ${who}`,
    destructive: 'distruttivo',
    noUndo: 'non si può annullare',
    noUndoNeeded: (reason) => `non serve annullare: ${reason}`,
    undo: (what) => `Annullamento: ${what}`,
    contacts: 'Chiama',
    copied: 'copiato',
    copy: 'Copia',
    of: 'di',
    late: 'in ritardo',
    guards: 'Guardia',
    proved: (ago) => `provata ${ago} fa`,
    notProved: (ago) => `non più vera, vista ${ago} fa`,
    notTaken: (ago) => `non rilevabile, tentata ${ago} fa`,
    takingNow: 'in corso di prova',
    repeated: 'Se cade, qui appare FERMO.',
    stale: 'Ora nessuno guarda: viene ripetuta appena si apre l’esecuzione.',
    holds: (since) => `vale dalle ${since}, guardata ogni 5 s.`,
    overridden: (who, reason) => `Forzata da ${who}: ${reason}`,
    stopTitle: 'FERMO. Non farlo.',
    stopText:
      'Ciò che deve valere mentre agisci ora non vale. Le istruzioni tornano da sole quando vale di nuovo. L’hai già fatto?',
    stopWas: 'È già stato fatto',
    stopWasText: 'La guardia viene forzata a tuo nome; poi conferma ciò che hai fatto.',
    stopWasDo: 'Forza la guardia: è già stato fatto',
    stopNot: 'Non è stato fatto: tralascialo',
    stopNotText: 'Il passo viene saltato e l’esecuzione prosegue senza.',
    stopNotDo: 'Tralascia il passo',
    required: 'obbligatorio',
    choose: 'Scegli…',
    fault: (type) => `Atteso ${generi[type] ?? 'un testo'}`,
    note: 'Commento',
    notePlaceholder: 'Che cosa si è visto, per gli atti',
    word: 'Sulla parola di…',
    wordLegend: 'Sulla parola di',
    wordName: 'Nome',
    wordOrganisation: 'Organizzazione',
    wordHow: 'Come',
    wordHows: ['telefono', 'chat', 'posta', 'di persona'],
    wordAway: 'L’ho visto io',
    confirm: (title) => `Fatto: ${title}`,
    evidence: 'prova',
    confirmAs: 'Confermato da',
    notWorked: 'Non ha funzionato…',
    reported: (who, at) => `Non ha funzionato, segnalato da ${who} alle ${at}`,
    skip: 'Salta…',
    skipTitle: (title) => `Saltare «${title}»?`,
    skipText:
      'L’esecuzione prosegue come se fosse fatto. Figura tra i passi saltati, su una pagina propria del rapporto.',
    skipDo: 'Salta il passo',
    stopStep: 'Ferma questo passo…',
    endsItself: (time) => `Termina da sé dopo ${time}.`,
    confirmed: (who, at) => `Confermato da ${who} alle ${at}`,
    onWord: (name, organisation, how) => `sulla parola di ${name}, ${organisation} (${how})`,
    scripted: 'risposta data da un file',
    chosen: (option) => `Scelto: ${option}`,
    failed: 'Che cosa si attendeva e che cosa si è visto',
    expected: 'Atteso',
    seen: 'Visto',
    decide: 'E adesso?',
    choices: {
      retry: 'Riprova',
      'by-hand': 'Fatto a mano',
      skip: 'Salta',
      continue: 'Prosegui, resta fallito',
      rollback: 'Ripristina',
      abort: 'Ferma l’esecuzione',
    },
    choiceTexts: {
      retry: 'Solo ciò che è fallito; gli host superati tengono il loro esito.',
      'by-hand': 'Qualcuno l’ha fatto in altro modo: valgono motivo e prova.',
      skip: 'L’esecuzione prosegue senza.',
      continue: 'L’esecuzione prosegue; il passo resta fallito nell’esito.',
      rollback: 'Annulla ciò che è stato eseguito, dal più recente. L’anteprima è in «Ripristina…» nell’intestazione.',
      abort: 'Definitivamente. Nulla viene annullato.',
    },
    retryOn: (hosts) => `Riprova su ${hosts}`,
    retakeCheck: 'Un controllo è esso stesso la prova: viene ripetuto.',
    why: 'Motivo',
    send: (what) => what,
    override: 'Forza la guardia',
    overrideText: 'Il passo parte anche se ciò che deve valere non vale: una deviazione a tuo nome.',
    unknownTitle: (host) => `Che ne è stato su ${host}?`,
    unknownText: 'La fine non è stata vista. Non viene mai rieseguito da solo: guarda l’host, poi dillo.',
    unknowns: { 'verified-done': 'Verificato: è fatto', 'run-again': 'Eseguilo di nuovo', failed: 'È fallito' },
    unknownTexts: {
      'verified-done': 'Qualcuno ha guardato, e ha avuto effetto.',
      'run-again': 'È certo che una seconda volta non fa danni.',
      failed: 'Non ha avuto effetto, o quello sbagliato.',
    },
    owedTitle: 'In sospeso',
    owedEnded: 'L’host non ha risposto prima della fine dell’esecuzione: lì resta da fare.',
    leftOpen: 'L’esecuzione è terminata prima che questo fosse fatto. Non si può più confermare nulla.',
    neverBegan: 'L’esecuzione è terminata prima del suo turno.',
    owedText:
      'L’host non ha risposto. Quando risponderà, questo verrà fatto per primo, prima di ogni altra cosa che lo usa.',
    optionsTitle: 'Scegli',
    usual: 'solito',
    take: (option) => `Prendi ${option}`,
    waitLeft: (time) => `mancano ${time}`,
    waitUntil: (time) => `Attende fino alle ${time}`,
    comesAfter: 'Viene dopo',
    comesNext: 'Inizia appena viene il suo turno.',
    comesLater: 'Qualcosa prima si è riaperto e viene prima.',
    notHere: 'Qui solo in visione: apri l’esecuzione per agire.',
    formHere: 'Modulo',
    maySign: (who) => `Si può ancora firmare qui: ${who} (facoltativo).`,
    goOn: 'Prosegui senza',
    hosts: 'Dove',
    host: 'Host',
    app: 'questa postazione',
    attempt: 'Tentativo',
    end: 'Fine',
    time: 'Tempo',
    runsThere: 'in corso',
    details: 'Comando, attese e tentativi',
    what: 'Che cosa fa',
    variables: 'Variabili',
    history: 'Tentativi',
    leftRunning: 'ha lasciato qualcosa in corso',
    output: 'Uscita',
    outputs: 'Rilevato',
  },
};
