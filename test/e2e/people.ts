export interface Somebody {
  readonly role: string;
  readonly name: string;
  readonly organisation: string;
  readonly pin: string;
}

/** Who takes part in the practice run; nobody of them exists. */
export const people = {
  operator: { role: 'Operator', name: 'Olga Operator', organisation: 'Practice vendor', pin: '9753' },
  approver: { role: 'Change approver', name: 'Anna Approver', organisation: 'Practice customer', pin: '2468' },
  tester: { role: 'Tester', name: 'Tomas Tester', organisation: 'Practice vendor', pin: '1357' },
  witness: { role: 'Customer witness', name: 'Wanda Witness', organisation: 'Practice customer', pin: '8642' },
} as const satisfies Readonly<Record<string, Somebody>>;

/** Those whose word is asked for, in the order in which they set their PINs. */
export const signers = [people.approver, people.tester, people.witness];
