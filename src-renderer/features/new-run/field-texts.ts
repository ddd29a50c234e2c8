import type { ParameterType } from '../../../src-shared/plan/plan.ts';
import type { Texts } from '../../ui/use-texts.ts';

interface Words {
  readonly noParameters: string;
  readonly optional: string;
  readonly isDefault: (value: string) => string;
  readonly isInventorys: (value: string) => string;
  readonly emptyGiven: string;
  readonly emptyShown: string;
  readonly takeDefault: string;
  readonly takeEmpty: string;
  readonly needed: string;
  readonly wanted: Readonly<Record<Exclude<ParameterType, 'string' | 'secret'>, string>>;
  readonly secretStays: string;
  readonly secretAsked: string;
  readonly yes: string;
  readonly no: string;
  readonly name: string;
  readonly organisation: string;
  readonly personTitle: string;
  readonly role: string;
  readonly notWith: (roles: string) => string;
  readonly sameAs: (role: string) => string;
  readonly operatorNeeded: string;
  readonly choosePeopleLater: string;
  readonly chooseValuesLater: string;
}

const en: Words = {
  noParameters: 'This runbook asks for no values.',
  optional: 'optional',
  isDefault: (value) => `Default: ${value}`,
  isInventorys: (value) => `From the inventory: ${value}`,
  emptyGiven: 'Given as empty text.',
  emptyShown: '(empty)',
  takeDefault: 'Take the preset value',
  takeEmpty: 'Give an empty text instead',
  needed: 'Needed: neither the runbook nor the inventory gives a value.',
  wanted: {
    hostname: 'A host name: letters, digits, hyphens and dots.',
    ip: 'An IPv4 or IPv6 address.',
    port: 'A port from 1 to 65535.',
    integer: 'A whole number.',
    number: 'A number, with a point for decimals.',
    boolean: 'Yes or no.',
    duration: 'A duration such as 90s, 45m or 1h30m.',
    choice: 'One of the choices.',
  },
  secretStays: 'Stays in memory; never in the draft, the record or the report.',
  secretAsked: 'Asked for when the run is made, if it is empty now.',
  yes: 'yes',
  no: 'no',
  name: 'Name',
  organisation: 'Organisation',
  personTitle: 'Position',
  role: 'Role',
  notWith: (roles) => `somebody else than ${roles}`,
  sameAs: (role) => `This is also the ${role}; it must be somebody else.`,
  operatorNeeded: 'The operator needs a name.',
  chooseValuesLater: 'The values that it asks for are shown once a runbook is chosen.',
  choosePeopleLater: 'The roles are shown once a runbook is chosen.',
};

const it: Words = {
  noParameters: 'Questo runbook non chiede valori.',
  optional: 'facoltativo',
  isDefault: (value) => `Predefinito: ${value}`,
  isInventorys: (value) => `Dall’inventario: ${value}`,
  emptyGiven: 'Indicato come testo vuoto.',
  emptyShown: '(vuoto)',
  takeDefault: 'Torna al valore predefinito',
  takeEmpty: 'Indica un testo vuoto',
  needed: 'Serve: né il runbook né l’inventario danno un valore.',
  wanted: {
    hostname: 'Un nome di host: lettere, cifre, trattini e punti.',
    ip: 'Un indirizzo IPv4 o IPv6.',
    port: 'Una porta da 1 a 65535.',
    integer: 'Un numero intero.',
    number: 'Un numero, con il punto per i decimali.',
    boolean: 'Sì o no.',
    duration: 'Una durata come 90s, 45m o 1h30m.',
    choice: 'Una delle scelte.',
  },
  secretStays: 'Resta in memoria; mai nella bozza, nel registro o nel rapporto.',
  secretAsked: 'Se ora è vuoto, verrà chiesto alla creazione dell’esecuzione.',
  yes: 'sì',
  no: 'no',
  name: 'Nome',
  organisation: 'Organizzazione',
  personTitle: 'Funzione',
  role: 'Ruolo',
  notWith: (roles) => `persona diversa da ${roles}`,
  sameAs: (role) => `È già ${role}; dev’essere un’altra persona.`,
  operatorNeeded: 'L’operatore deve avere un nome.',
  chooseValuesLater: 'I valori richiesti appaiono quando il runbook è scelto.',
  choosePeopleLater: 'I ruoli appaiono quando il runbook è scelto.',
};

export const fieldTexts: Texts<Words> = { en, it };
