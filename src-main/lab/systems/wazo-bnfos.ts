import type { ProgramReply } from '../lab-system.ts';
import { berofosSettings, type Berofos } from './wazo-berofos.ts';
import { berofosName, writeBnfosConf, type BerofosDeclaration } from './wazo-conf.ts';

/** What the imitated tool reaches: the file of its host, and the devices on the network. */
interface BnfosSite {
  readonly devices: readonly Berofos[];
  declarations(): readonly BerofosDeclaration[];
  /** Overwrites bnfos.conf, without asking, as the vendor's text warns. */
  writeConf(text: string): void;
  /** Whether a file is there, by the path that was typed. */
  hasFile(path: string): boolean;
  /** True for addresses that a broadcast of the host reaches. */
  isNear(address: string): boolean;
}

type Options = ReadonlyMap<string, string>;

const usage =
  'usage: bnfos --scan -x [-h IP] | --set KEY=VALUE -f fosX | --netconf -f fosX -i IP -n MASK -g GATEWAY -d 0|1 | --flash FILE -f fosX';

/** `bnfos`, as far as the set-up of the documents needs it. Its words are the lab's own: the documents show none. */
export function runBnfos(args: readonly string[], site: BnfosSite): ProgramReply {
  const [verb = '', ...rest] = args;
  const subject = verb === '--set' || verb === '--flash' ? rest[0] : undefined;
  const options = optionsOf(subject === undefined ? rest : rest.slice(1));
  if (options === undefined) return fails(usage, 2);
  switch (verb) {
    case '--scan':
      return options.has('-x') ? scan(options.get('-h'), site) : fails(usage, 2);
    case '--set':
      return withDevice(options, site, 'normal', (device) => set(device, subject ?? ''));
    case '--netconf':
      return withDevice(options, site, 'flash', (device) => configureNetwork(device, options));
    case '--flash':
      return withDevice(options, site, 'flash', (device) => flash(device, subject ?? '', site));
    default:
      return fails(usage, 2);
  }
}

/** The device of a declaration as the tool gets to it, or why it does not; `flash` needs flash mode, which asks for no login. */
export function reachBerofos(
  declaration: BerofosDeclaration,
  devices: readonly Berofos[],
  mode: 'normal' | 'flash',
): Berofos | string {
  const { name, mac, host, login } = declaration;
  const device = devices.find(({ plan }) => plan.mac.toLowerCase() === mac.toLowerCase());
  if (!device?.connected || device.power === 'off') return `${name}: no answer from ${mac}`;
  if (mode === 'flash') return device.power === 'flash' ? device : `${name}: is not in flash mode`;
  if (device.power === 'flash') return `${name}: is in flash mode, nothing can be set there`;
  const { address, passwordRequired, adminPassword } = device.config;
  if (address !== host) return `${name}: no answer from ${host}`;
  if (passwordRequired && login === undefined) return `${name}: login required`;
  if (passwordRequired && login !== `admin:${adminPassword}`) return `${name}: login refused: wrong password`;
  return device;
}

/** `-x`, and options with a value each; undefined: the line cannot be read. */
function optionsOf(args: readonly string[]): Options | undefined {
  const options = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at] ?? '';
    const value = name === '-x' ? '' : args[(at += 1)];
    if (!/^-[a-z]$/.test(name) || value === undefined) return undefined;
    options.set(name, value);
  }
  return options;
}

function scan(address: string | undefined, site: BnfosSite): ProgramReply {
  const found = site.devices.filter(({ connected, power, config }) => {
    const here = address === undefined ? site.isNear(config.address) : config.address === address;
    return connected && power !== 'off' && power !== 'flash' && here;
  });
  if (found.length === 0) return fails(`no berofos found${address === undefined ? '' : ` at ${address}`}`);
  const declarations = found.map(({ plan, config }, at) => ({
    name: `fos${String(at + 1)}`,
    mac: plan.mac,
    host: config.address,
  }));
  site.writeConf(writeBnfosConf(declarations));
  return says(...declarations.map(({ name, mac, host }) => `${name}: ${mac} at ${host}`));
}

function withDevice(
  options: Options,
  site: BnfosSite,
  mode: 'normal' | 'flash',
  act: (device: Berofos) => ProgramReply,
): ProgramReply {
  const name = options.get('-f') ?? '';
  if (!berofosName.test(name)) {
    return fails(`"${name}" is no name of a berofos: it must be fos1, fos2 and so on`);
  }
  const declaration = site.declarations().find((one) => one.name === name);
  if (!declaration) return fails(`${name}: not in bnfos.conf`);
  const device = reachBerofos(declaration, site.devices, mode);
  return typeof device === 'string' ? fails(device) : act(device);
}

function set(device: Berofos, assignment: string): ProgramReply {
  const [key = '', ...rest] = assignment.split('=');
  const value = rest.join('=');
  const { config, plan } = device;
  if (key === 'apwd' && value !== '') {
    device.configure({ adminPassword: value });
    return says(`${plan.id}: password set`);
  }
  const number = /^[01]$/.test(value) ? Number(value) : undefined;
  const known = berofosSettings.find((one) => one === key);
  if (number === undefined || (known === undefined && key !== 'pwd')) return fails(`cannot set ${key}`);
  device.configure(
    known === undefined ? { passwordRequired: number === 1 } : { settings: { ...config.settings, [known]: number } },
  );
  return says(`${plan.id}: ${key} is ${value}`);
}

function configureNetwork(device: Berofos, options: Options): ProgramReply {
  const [address, mask, gateway, dhcp] = ['-i', '-n', '-g', '-d'].map((name) => options.get(name) ?? '');
  const ips = [address, mask, gateway].every((text) => /^\d+(\.\d+){3}$/.test(text ?? ''));
  if (!ips || address === undefined || !['0', '1'].includes(dhcp ?? '')) return fails(usage, 2);
  device.configure({ address, dhcp: dhcp === '1' });
  return says(`${device.plan.id}: ${address}, DHCP ${dhcp === '1' ? 'on' : 'off'}; counts after the next start`);
}

function flash(device: Berofos, file: string, site: BnfosSite): ProgramReply {
  if (!site.hasFile(file)) return fails(`${file}: no such file`);
  const [, major, minor] = /_v(\d)(\d+)\.bin$/.exec(file) ?? [];
  if (major === undefined || minor === undefined) return fails(`${file}: is no firmware`);
  device.configure({ firmware: `${major}.${minor}` });
  return says(`${device.plan.id}: firmware ${major}.${minor} written`);
}

function says(...lines: readonly string[]): ProgramReply {
  return { stdout: lines.map((line) => `${line}\n`).join(''), exit: 0 };
}

function fails(message: string, exit = 1): ProgramReply {
  return { stderr: `bnfos: ${message}\n`, exit };
}
