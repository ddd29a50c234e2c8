import type { LabSystemName } from '../../../src-shared/rpc/lab-calls.ts';
import type { Texts } from '../../ui/use-texts.ts';

type Word = 'title' | 'what' | 'offer' | 'system' | 'end' | 'start' | 'goOn' | 'starting' | 'dismiss';

export const welcomeTexts: Texts<
  Readonly<Record<Word, string>> & {
    /** What there is to practise on each system. */
    readonly notes: Readonly<Record<LabSystemName, string>>;
    readonly missing: (system: string) => string;
  }
> = {
  en: {
    title: 'Welcome to Drillbook',
    what: 'Drillbook leads a change window: it runs the steps of a runbook over SSH, takes the verdicts and signatures of tester and witness, and makes the signed report of what really ran.',
    offer: 'Try it on the practice lab of your system: a few minutes, nothing real is touched',
    system: 'System to practise on',
    notes: {
      tvox: 'Three simulated telephone machines: the master is isolated and switched off, the disaster-recovery client takes its place.',
      genesys:
        'A simulated pair of SIP Servers: the Virtual IP goes over to the host whose server is primary, and SIP is heard there.',
      'sip-ha':
        'A simulated MASTER and SLAVE: the service address goes over to the SLAVE, and it is proved to be the only active server.',
      policyguru:
        'Two simulated sites: the management goes over to the warm standby, and every ENUM server and probe follows it.',
      wazo: 'Two simulated Wazo with three berofos: the ISDN lines go over to the slave and come back.',
    },
    end: 'It runs on this computer, behind real SSH; you sign for it and hold the PDF at the end.',
    start: 'Start the practice lab',
    goOn: 'Go on in the practice lab',
    starting: 'Starting the practice hosts…',
    dismiss: 'Do not show this again',
    missing: (system) => `The runbook for ${system} that comes with Drillbook is not in the library.`,
  },
  it: {
    title: 'Benvenuto in Drillbook',
    what: 'Drillbook guida una finestra di intervento: esegue i passi di un runbook via SSH, raccoglie gli esiti e le firme di tester e testimone, e produce il rapporto firmato di ciò che è stato davvero eseguito.',
    offer: 'Provalo nel laboratorio del tuo sistema: pochi minuti, nulla di reale viene toccato',
    system: 'Sistema su cui esercitarsi',
    notes: {
      tvox: 'Tre macchine telefoniche simulate: il master viene isolato e spento, il client di disaster recovery prende il suo posto.',
      genesys:
        'Una coppia simulata di SIP Server: il Virtual IP passa all’host il cui server è primario, e il SIP risponde da lì.',
      'sip-ha':
        'Un MASTER e uno SLAVE simulati: l’indirizzo di servizio passa allo SLAVE, e si prova che è l’unico server attivo.',
      policyguru:
        'Due siti simulati: la gestione passa alla riserva a caldo, e ogni server ENUM e ogni sonda la seguono.',
      wazo: 'Due Wazo simulati con tre berofos: le linee ISDN passano allo slave e tornano indietro.',
    },
    end: 'Gira su questo computer, dietro un vero SSH; firmi, e alla fine hai in mano il PDF.',
    start: 'Avvia il laboratorio',
    goOn: 'Continua nel laboratorio',
    starting: 'Avvio delle macchine del laboratorio…',
    dismiss: 'Non mostrare più',
    missing: (system) => `Il runbook per ${system} incluso in Drillbook non è nella libreria.`,
  },
};
