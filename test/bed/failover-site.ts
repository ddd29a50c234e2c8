import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Place, runFolderOf, type Ended } from '../integration/cli/drillbook.ts';
import { startBed, type Bed, type BedOptions } from './bed.ts';
import { serviceName, tsigName, zone } from './name-servers.ts';
import { httpPort, serviceUnit, sipPort } from './voice-service.ts';

const generic = resolve(import.meta.dirname, '../../runbooks/generic');
/** The shipped runbook that the bed is for. */
export const runbook = join(generic, 'linux-vip-dns-failover.yaml');
const answersText = readFileSync(join(generic, 'linux-vip-dns-failover.answers.yaml'), 'utf8');

/** The generic failover on a bed of its own, by the command line. */
export interface FailoverSite {
  readonly bed: Bed;
  readonly place: Place;
  /** Runs it unattended, as an exercise in which nothing is simulated. */
  run(how?: FailoverHow): Promise<FailoverRun>;
  end(): Promise<void>;
}

export interface FailoverHow {
  /** From the standby to the primary: the same runbook, its targets exchanged. */
  readonly back?: boolean;
  /** Parameters that differ. */
  readonly set?: Readonly<Record<string, string>>;
  readonly noSeal?: boolean;
  /** Entries of the answers, before the others. */
  readonly answers?: string;
}

export interface FailoverRun extends Ended {
  readonly folder: string;
  status(): Promise<FailoverStatus>;
  resume(): Promise<Ended>;
  rollback(): Promise<Ended>;
}

interface FailoverStatus {
  readonly state: string;
  readonly steps: Readonly<Record<string, { readonly state: string }>>;
  readonly probes: Readonly<Record<string, { readonly outages: readonly { readonly seconds: number }[] }>>;
}

export async function startFailoverSite(options: BedOptions = {}): Promise<FailoverSite> {
  const bed = await startBed(options);
  const place = new Place();
  const secret = `tsig_key=@${place.file('tsig', bed.names.secret)}`;
  const run = async (how: FailoverHow = {}): Promise<FailoverRun> => {
    const { back = false, set = {}, noSeal = false, answers: first = '' } = how;
    const answers = place.file('answers.yaml', answersText.replace('\nanswers:\n', `\nanswers:\n${first}`));
    const inventory = place.file('bed.inventory.yaml', inventoryText(bed, { id: back ? 'back' : 'there' }));
    const given = Object.entries(set).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    const files = [runbook, '--inventory', inventory, '--answers', answers, '--secret', secret];
    const ended = await place.run('run', ...files, ...given, '--yes', ...(noSeal ? ['--no-seal'] : []));
    const folder = runFolderOf(ended.stdout);
    return {
      ...ended,
      folder,
      status: async () => JSON.parse((await place.run('status', folder, '--format', 'json')).stdout) as FailoverStatus,
      resume: () => place.run('resume', folder, '--answers', answers, '--secret', secret),
      rollback: () => place.run('rollback', folder, '--answers', answers, '--secret', secret, '--yes'),
    };
  };
  const end = async (): Promise<void> => {
    await bed.end();
    await place.dispose();
  };
  return { bed, place, run, end };
}

/** The inventory of the bed, for the way there or the way back; `set`: parameters that differ. */
export function inventoryText(
  bed: Bed,
  { id, set = {} }: { readonly id: 'there' | 'back'; readonly set?: Readonly<Record<string, string>> },
): string {
  const back = id === 'back';
  const { primary, standby, ns1, ns2, ns3, noc } = bed.hosts;
  const parameters = {
    service_unit: serviceUnit,
    vip: bed.vip,
    sip_port: sipPort,
    http_port: httpPort,
    health_path: '/health',
    service_name: serviceName,
    dns_zone: zone,
    dns_server: ns1.address,
    resolver_1: ns2.address,
    resolver_2: ns3.address,
    tsig_name: tsigName,
    name_before: (back ? standby : primary).address,
    name_after: (back ? primary : standby).address,
    name_ttl: 2,
    name_within: '20s',
    dark_for: '2s',
    start_within: '20s',
    probe_every: '200ms',
    syslog_server: bed.network.gateway,
    trap_receiver: noc.address,
    mail_server: `${bed.network.gateway}:25`,
    ...set,
  };
  return `drillbook: 1
kind: inventory
id: ${id}
practice: true
hosts:
${bed.inventoryHosts()}bindings: { linux-vip-dns-failover: ${back ? '{ primary: standby, standby: primary, observer: observer }' : '{ primary: primary, standby: standby, observer: observer }'} }
parameters: { linux-vip-dns-failover: ${JSON.stringify(parameters)} }
`;
}
