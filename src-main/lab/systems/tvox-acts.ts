/** Something that people do by hand at the imitated site, or a fault; `do` says what it did. */
export interface Act {
  readonly title: string;
  readonly fault?: boolean;
  readonly do: () => string;
}

/** What the actions need of the site. */
export interface TvoxHands {
  press(button: 'activate' | 'deactivate'): void;
  pointName(at: 'client' | 'master'): string;
  mainsBack(): string;
  setReplication(colour: 'green' | 'red'): void;
  setLicence(there: boolean): void;
  setStale(stale: boolean): void;
}

/** The actions of the TVox site, by what is typed behind `lab-hands`. */
export function tvoxActs(site: TvoxHands): ReadonlyMap<string, Act> {
  const said = (text: string, action: () => void) => (): string => {
    action();
    return text;
  };
  const pressed = (button: 'activate' | 'deactivate') =>
    said(`OCC of voice-c: ${button} pressed`, () => {
      site.press(button);
    });
  const fault = (title: string, text: string, action: () => void): Act => ({
    title,
    fault: true,
    do: said(text, action),
  });
  return new Map<string, Act>([
    ['activate', { title: 'OCC of the client: Activate', do: pressed('activate') }],
    ['deactivate', { title: 'OCC of the client: Deactivate', do: pressed('deactivate') }],
    ['name client', { title: 'DNS desk: name to the client', do: () => site.pointName('client') }],
    ['name master', { title: 'DNS desk: name to the master', do: () => site.pointName('master') }],
    ['power-on masters', { title: 'Main site: mains back at the masters', do: () => site.mainsBack() }],
    [
      'replication red',
      fault('Replication of MySQL: red', 'MySQL is red', () => {
        site.setReplication('red');
      }),
    ],
    [
      'replication green',
      fault('Replication of MySQL: green', 'MySQL is green', () => {
        site.setReplication('green');
      }),
    ],
    [
      'licence gone',
      fault('Licence of the client: gone', 'the client has no licence', () => {
        site.setLicence(false);
      }),
    ],
    [
      'licence back',
      fault('Licence of the client: back', 'the client has its licence', () => {
        site.setLicence(true);
      }),
    ],
    [
      'stale-resolver',
      fault('Second resolver: stale', 'dns2 does not follow any more', () => {
        site.setStale(true);
      }),
    ],
    [
      'fresh-resolver',
      fault('Second resolver: follows again', 'dns2 follows again', () => {
        site.setStale(false);
      }),
    ],
  ]);
}
