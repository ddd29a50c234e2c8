import type { Texts } from '../../ui/use-texts.ts';

interface Words {
  readonly approves: (role: string) => string;
  readonly selfApproves: string;
  readonly covers: (hash: string) => string;
  readonly done: (name: string, time: string, means: string) => string;
  readonly doneSelf: (name: string, time: string) => string;
  readonly means: Readonly<Record<'pin' | 'paper' | 'mail', string>>;
  readonly meansDone: Readonly<Record<string, string>>;
  readonly meansLabel: string;
  readonly pinOf: (name: string) => string;
  readonly approve: (hash: string) => string;
  readonly nameFirst: (role: string) => string;
  readonly pinFirst: (name: string) => string;
  readonly attach: string;
  readonly receivedBy: string;
  readonly record: string;
}

const en: Words = {
  approves: (role) => `Approval by the ${role}`,
  selfApproves: 'This runbook names no approver: the operator approves, and the report says “self-approved”.',
  covers: (hash) => `The signature covers the plan ${hash}, to the last character.`,
  done: (name, time, means) => `Approved by ${name}, ${time}, ${means}.`,
  doneSelf: (name, time) => `Self-approved by ${name}, ${time}.`,
  means: { pin: 'At this desk', paper: 'On paper', mail: 'By mail' },
  meansDone: { pin: 'with PIN', paper: 'on paper', mail: 'by mail', scripted: 'from a file', flag: 'by --yes' },
  meansLabel: 'How the approval is given',
  pinOf: (name) => `PIN of ${name}`,
  approve: (hash) => `Approve the plan ${hash}`,
  nameFirst: (role) => `Name the ${role} first, under People and PINs.`,
  pinFirst: (name) =>
    `${name} has no PIN yet: set one under People and PINs, or record an approval on paper or by mail.`,
  attach: 'Attach the scan or the mail',
  receivedBy: 'Received by',
  record: 'Record the approval',
};

const it: Words = {
  approves: (role) => `Approvazione: ${role}`,
  selfApproves: 'Questo runbook non prevede un approvatore: approva l’operatore e il rapporto riporta “autoapprovato”.',
  covers: (hash) => `La firma copre il piano ${hash}, fino all’ultimo carattere.`,
  done: (name, time, means) => `Approvato da ${name}, ${time}, ${means}.`,
  doneSelf: (name, time) => `Autoapprovato da ${name}, ${time}.`,
  means: { pin: 'A questa postazione', paper: 'Su carta', mail: 'Per e-mail' },
  meansDone: { pin: 'con PIN', paper: 'su carta', mail: 'per e-mail', scripted: 'da file', flag: 'con --yes' },
  meansLabel: 'Come viene data l’approvazione',
  pinOf: (name) => `PIN di ${name}`,
  approve: (hash) => `Approva il piano ${hash}`,
  nameFirst: (role) => `Prima indicate chi è ${role}, in Persone e PIN.`,
  pinFirst: (name) =>
    `${name} non ha ancora un PIN: impostatelo in Persone e PIN, oppure registrate un’approvazione su carta o per e-mail.`,
  attach: 'Allegate la scansione o l’e-mail',
  receivedBy: 'Ricevuta da',
  record: 'Registra l’approvazione',
};

export const approvalTexts: Texts<Words> = { en, it };
