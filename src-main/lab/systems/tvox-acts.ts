/** Something that people do by hand at the imitated site, or a fault; `do` says what it did. */
export interface Act {
  readonly title: string;
  readonly fault?: boolean;
  readonly do: () => string;
}

/** What the actions need of the site. */
export interface TvoxHands {
  readonly press: (button: 'activate' | 'deactivate') => void;
  readonly pointName: (at: 'client' | 'master') => string;
  readonly mainsBack: () => string;
  readonly setReplication: (colour: 'green' | 'red') => void;
  readonly setLicence: (there: boolean) => void;
  readonly setStale: (stale: boolean) => void;
  /** A port of the sync that is open from one side only. */
  readonly setFirewall: (blocks: boolean) => void;
}

/** The faults of the site itself, each with its way back. */
function faultsOf(site: TvoxHands): readonly (readonly [id: string, title: string, said: string, set: () => void])[] {
  const { setReplication: colour, setLicence: licence, setStale: stale, setFirewall: blocks } = site;
  const set =
    <Value>(setter: (value: Value) => void, value: Value) =>
    (): void => {
      setter(value);
    };
  return [
    ['replication red', 'Replication of MySQL: red', 'MySQL is red', set(colour, 'red')],
    ['replication green', 'Replication of MySQL: green', 'MySQL is green', set(colour, 'green')],
    ['licence gone', 'Licence of the client: gone', 'the client has no licence', set(licence, false)],
    ['licence back', 'Licence of the client: back', 'the client has its licence', set(licence, true)],
    ['stale-resolver', 'Second resolver: stale', 'dns2 does not follow any more', set(stale, true)],
    ['fresh-resolver', 'Second resolver: follows again', 'dns2 follows again', set(stale, false)],
    ['firewall blocks', 'Firewall: MySQL shut for the client', 'the client gets no answer at 3306', set(blocks, true)],
    ['firewall opens', 'Firewall: MySQL open again', 'the client reaches 3306 again', set(blocks, false)],
  ];
}

/** The actions of the TVox site, by what is typed behind `lab-hands`. */
export function tvoxActs(site: TvoxHands): ReadonlyMap<string, Act> {
  const pressed = (button: 'activate' | 'deactivate') => (): string => {
    site.press(button);
    return `OCC of voice-c: ${button} pressed`;
  };
  return new Map<string, Act>([
    ['activate', { title: 'OCC of the client: Activate', do: pressed('activate') }],
    ['deactivate', { title: 'OCC of the client: Deactivate', do: pressed('deactivate') }],
    ['name client', { title: 'DNS desk: name to the client', do: () => site.pointName('client') }],
    ['name master', { title: 'DNS desk: name to the master', do: () => site.pointName('master') }],
    ['power-on masters', { title: 'Main site: mains back at the masters', do: () => site.mainsBack() }],
    ...faultsOf(site).map(([id, title, said, set]) => [id, { title, fault: true, do: doing(said, set) }] as const),
  ]);
}

function doing(said: string, action: () => void): () => string {
  return () => {
    action();
    return said;
  };
}
