import type { SignOffMeaning } from '../../../src-shared/plan/plan.ts';
import type { Texts } from '../../ui/use-texts.ts';

export interface FormsWords {
  readonly forms: string;
  readonly noForms: string;
  readonly noFormsText: string;
  readonly final: string;
  readonly exceptions: string;
  readonly exceptionsHint: string;
  readonly exemptions: string;
  readonly comment: string;
  readonly groupComment: (group: string) => string;
  readonly save: string;
  readonly saved: string;
  readonly case: (number: string) => string;
  readonly server: string;
  readonly procedure: string;
  readonly expected: string;
  readonly verdict: string;
  readonly evidence: string;
  readonly evidenceComes: (when: string) => string;
  readonly evidenceTaking: string;
  readonly evidenceAgain: string;
  readonly moreLines: (count: number) => string;
  readonly notApplicable: string;
  readonly open: (count: number) => string;
  readonly allGiven: string;
  readonly notOpenYet: string;
  readonly by: (person: string, at: string) => string;
  readonly early: string;
  readonly scripted: string;
  readonly retested: (reason: string) => string;
  readonly caveat: string;
  readonly caveatHint: string;
  readonly agreed: (by: string) => string;
  readonly notAgreed: string;
  readonly whoAgrees: string;
  readonly whoAgreesHint: string;
  readonly organisation: string;
  /** That a case asks for a file, where none is attached. */
  readonly file: string;
  readonly how: string;
  readonly note: string;
  readonly mail: string;
  readonly retest: string;
  readonly whyRetest: string;
  readonly change: string;
  readonly give: (verdict: string) => string;
  readonly cancel: string;
  readonly keys: {
    readonly pass: string;
    readonly fail: string;
    readonly other: string;
    readonly next: string;
    readonly previous: string;
  };
  readonly notHere: string;
  readonly ended: string;
  readonly correct: string;
  readonly sealed: string;
  readonly early1: string;
}

export const formsTexts: Texts<FormsWords> = {
  en: {
    forms: 'Result forms',
    noForms: 'This runbook has no result forms',
    noFormsText: 'Steps are proven by what they do; there is nothing to give a verdict on.',
    final: 'Final page',
    exceptions: 'Overall exceptions',
    exceptionsHint: 'What the reader of the whole report must know; printed on the final page.',
    exemptions: 'Exemptions of this form',
    comment: 'Comment',
    groupComment: (group) => `Comment on ${group}`,
    save: 'Write it down',
    saved: 'In the record',
    case: (number) => `Case ${number}`,
    server: 'Server',
    procedure: 'Procedure',
    expected: 'Expected',
    verdict: 'Verdict',
    evidence: 'Evidence',
    evidenceComes: (when) =>
      `Its evidence is taken by itself ${when}. A verdict before that is recorded as given early.`,
    evidenceTaking: 'Evidence is being taken…',
    evidenceAgain: 'Take the evidence again',
    moreLines: (count) => `${count} more lines in the register`,
    notApplicable: 'Not applicable',
    open: (count) => (count === 1 ? '1 verdict is open' : `${count} verdicts are open`),
    allGiven: 'every case has a verdict',
    notOpenYet: 'This form opens when its step is reached.',
    by: (person, at) => `${person}, ${at}`,
    early: 'given early',
    scripted: 'given by a file',
    retested: (reason) => `tested again: ${reason}`,
    caveat: 'Caveat',
    caveatHint: 'What is different from the expectation, and why that can be accepted.',
    agreed: (by) => `agreed by ${by}`,
    notAgreed: 'not agreed by the customer yet: the report stays a draft',
    whoAgrees: 'Agreed by (a person of the customer)',
    whoAgreesHint: 'May follow later; without it the report is not final.',
    organisation: 'Organisation',
    file: 'a file',
    how: 'How',
    note: 'a note on this form',
    mail: 'a mail, attached',
    retest: 'Test again…',
    whyRetest: 'Why is it tested again?',
    change: 'Agreement…',
    give: (verdict) => `Record ${verdict}`,
    cancel: 'Leave it',
    keys: {
      pass: 'PASS for the case',
      fail: 'FAIL for the case',
      other: 'OTHER, with a caveat',
      next: 'Next case',
      previous: 'Case before',
    },
    notHere: 'Verdicts can be given where the run is open to act.',
    ended:
      'The run has ended: this is what was written. A change opens it again and voids the signatures over this page.',
    correct: 'Correct something…',
    sealed: 'The run is sealed: this is what was written, and nothing can be added.',
    early1: 'once its time has come',
  },
  it: {
    forms: 'Moduli dei risultati',
    noForms: 'Questo runbook non ha moduli dei risultati',
    noFormsText: 'I passi si provano con ciò che fanno; non c’è nulla su cui dare un esito.',
    final: 'Pagina finale',
    exceptions: 'Eccezioni complessive',
    exceptionsHint: 'Ciò che chi legge l’intero report deve sapere; stampato sulla pagina finale.',
    exemptions: 'Esenzioni di questo modulo',
    comment: 'Commento',
    groupComment: (group) => `Commento su ${group}`,
    save: 'Metti a verbale',
    saved: 'A verbale',
    case: (number) => `Caso ${number}`,
    server: 'Server',
    procedure: 'Procedura',
    expected: 'Atteso',
    verdict: 'Esito',
    evidence: 'Prova',
    evidenceComes: (when) => `La prova viene raccolta da sé ${when}. Un esito dato prima è annotato come anticipato.`,
    evidenceTaking: 'Raccolta della prova in corso…',
    evidenceAgain: 'Raccogli di nuovo la prova',
    moreLines: (count) => `altre ${count} righe nel registro`,
    notApplicable: 'Non applicabile',
    open: (count) => (count === 1 ? 'manca 1 esito' : `mancano ${count} esiti`),
    allGiven: 'ogni caso ha un esito',
    notOpenYet: 'Il modulo si apre quando si arriva al suo passo.',
    by: (person, at) => `${person}, ${at}`,
    early: 'anticipato',
    scripted: 'dato da un file',
    retested: (reason) => `provato di nuovo: ${reason}`,
    caveat: 'Riserva',
    caveatHint: 'Che cosa differisce dall’atteso e perché lo si può accettare.',
    agreed: (by) => `accettata da ${by}`,
    notAgreed: 'non ancora accettata dal cliente: il rapporto resta una bozza',
    whoAgrees: 'Accettata da (una persona del cliente)',
    whoAgreesHint: 'Può seguire più tardi; senza di essa il rapporto non è definitivo.',
    organisation: 'Organizzazione',
    file: 'un file',
    how: 'Come',
    note: 'una nota su questo modulo',
    mail: 'una mail, allegata',
    retest: 'Prova di nuovo…',
    whyRetest: 'Perché si prova di nuovo?',
    change: 'Accettazione…',
    give: (verdict) => `Registra ${verdict}`,
    cancel: 'Lascia stare',
    keys: {
      pass: 'PASS per il caso',
      fail: 'FAIL per il caso',
      other: 'OTHER, con riserva',
      next: 'Caso successivo',
      previous: 'Caso precedente',
    },
    notHere: 'Gli esiti si danno dove l’esecuzione è aperta per agire.',
    ended:
      'L’esecuzione è terminata: questo è ciò che è stato scritto. Una modifica la riapre e annulla le firme su questa pagina.',
    correct: 'Correggi qualcosa…',
    sealed: 'L’esecuzione è sigillata: questo è ciò che è stato scritto, e nulla può essere aggiunto.',
    early1: 'quando è il suo momento',
  },
};

interface SignWords {
  readonly sign: string;
  readonly signs: (role: string) => string;
  readonly covers: (plan: string, head: string) => string;
  readonly here: string;
  readonly paper: string;
  readonly mail: string;
  readonly refuse: string;
  readonly name: string;
  readonly organisation: string;
  readonly title: string;
  readonly draw: string;
  readonly drawHint: string;
  readonly clear: string;
  readonly reservation: string;
  readonly reservationHint: string;
  readonly receivedBy: string;
  readonly scan: string;
  readonly reason: string;
  readonly doSign: (name: string) => string;
  readonly doRecord: (name: string) => string;
  readonly doRefuse: (name: string) => string;
  readonly signed: (name: string, at: string) => string;
  readonly voided: (reason: string) => string;
  readonly refused: (name: string, reason: string) => string;
  readonly missing: string;
  readonly absent: string;
  readonly means: Readonly<Record<'pin' | 'own-device' | 'paper' | 'mail' | 'scripted' | 'flag', string>>;
  readonly meaning: Readonly<Record<SignOffMeaning, string>>;
  readonly notNow: string;
  readonly notHere: string;
}

export const signTexts: Texts<SignWords> = {
  en: {
    sign: 'Sign',
    signs: (role) => `Signature of the ${role}`,
    covers: (plan, head) => `Covers plan ${plan} and the journal up to ${head}.`,
    here: 'Here, with PIN',
    paper: 'On paper',
    mail: 'By mail',
    refuse: 'Refuse',
    name: 'Name',
    organisation: 'Organisation',
    title: 'Position',
    draw: 'Drawn signature (optional)',
    drawHint: 'Draw with mouse, pen or finger; it is printed beside the name.',
    clear: 'Clear',
    reservation: 'Reservation (optional)',
    reservationHint: 'Printed with the signature.',
    receivedBy: 'Received by',
    scan: 'Attach the signed page',
    reason: 'Reason for refusing',
    doSign: (name) => `Sign as ${name}`,
    doRecord: (name) => `Record the signature of ${name}`,
    doRefuse: (name) => `Record that ${name} refuses`,
    signed: (name, at) => `${name}, ${at}`,
    voided: (reason) => `no longer stands: ${reason}`,
    refused: (name, reason) => `${name} refused: ${reason}`,
    missing: 'not signed yet',
    absent: 'not signed (optional)',
    means: {
      pin: 'with PIN, at this desk',
      'own-device': 'with PIN, on their own device',
      paper: 'on paper',
      mail: 'by mail',
      scripted: 'given by a file',
      flag: 'approved by a flag',
    },
    meaning: {
      executed: 'executed',
      witnessed: 'witnessed',
      accepts: 'accepts for the customer',
      affirms: 'affirms the contents',
      approves: 'approves',
    },
    notNow: 'It cannot be signed now:',
    notHere: 'Signatures are taken where the run is open to act.',
  },
  it: {
    sign: 'Firma',
    signs: (role) => `Firma: ${role}`,
    covers: (plan, head) => `Copre il piano ${plan} e il giornale fino a ${head}.`,
    here: 'Qui, con PIN',
    paper: 'Su carta',
    mail: 'Per mail',
    refuse: 'Rifiuta',
    name: 'Nome',
    organisation: 'Organizzazione',
    title: 'Ruolo aziendale',
    draw: 'Firma disegnata (facoltativa)',
    drawHint: 'Con mouse, penna o dito; viene stampata accanto al nome.',
    clear: 'Cancella',
    reservation: 'Riserva (facoltativa)',
    reservationHint: 'Stampata con la firma.',
    receivedBy: 'Ricevuta da',
    scan: 'Allega la pagina firmata',
    reason: 'Motivo del rifiuto',
    doSign: (name) => `Firma come ${name}`,
    doRecord: (name) => `Registra la firma di ${name}`,
    doRefuse: (name) => `Registra il rifiuto di ${name}`,
    signed: (name, at) => `${name}, ${at}`,
    voided: (reason) => `non è più valida: ${reason}`,
    refused: (name, reason) => `${name} ha rifiutato: ${reason}`,
    missing: 'non ancora firmato',
    absent: 'non firmato (facoltativa)',
    means: {
      pin: 'con PIN, a questa postazione',
      'own-device': 'con PIN, sul proprio dispositivo',
      paper: 'su carta',
      mail: 'per mail',
      scripted: 'data da un file',
      flag: 'approvata da un’opzione',
    },
    meaning: {
      executed: 'ha eseguito',
      witnessed: 'ha assistito',
      accepts: 'accetta per il cliente',
      affirms: 'conferma i contenuti',
      approves: 'approva',
    },
    notNow: 'Ora non si può firmare:',
    notHere: 'Le firme si raccolgono dove l’esecuzione è aperta per agire.',
  },
};
