import type { Texts } from '../../ui/use-texts.ts';

export const welcomeTexts: Texts<
  Readonly<Record<'title' | 'what' | 'offer' | 'note' | 'start' | 'goOn' | 'starting' | 'dismiss' | 'missing', string>>
> = {
  en: {
    title: 'Welcome to Drillbook',
    what: 'Drillbook leads a change window: it runs the steps of a runbook over SSH, takes the verdicts and signatures of tester and witness, and makes the signed report of what really ran.',
    offer: 'Try it on the practice lab: a few minutes, nothing real is touched',
    note: 'Three simulated telephone machines on this computer, behind real SSH. You move their service to the standby, sign for it, and hold the PDF at the end.',
    start: 'Start the practice lab',
    goOn: 'Go on in the practice lab',
    starting: 'Starting the practice hosts…',
    dismiss: 'Do not show this again',
    missing: 'The TVox activation that comes with Drillbook is not in the library.',
  },
  it: {
    title: 'Benvenuto in Drillbook',
    what: 'Drillbook guida una finestra di intervento: esegue i passi di un runbook via SSH, raccoglie i verdetti e le firme di tester e testimone, e produce il report firmato di ciò che è stato davvero eseguito.',
    offer: 'Provalo nel laboratorio: pochi minuti, nulla di reale viene toccato',
    note: 'Tre macchine telefoniche simulate su questo computer, dietro un vero SSH. Sposti il loro servizio sulla riserva, firmi, e alla fine hai in mano il PDF.',
    start: 'Avvia il laboratorio',
    goOn: 'Continua nel laboratorio',
    starting: 'Avvio delle macchine del laboratorio…',
    dismiss: 'Non mostrare più',
    missing: 'L’attivazione TVox inclusa in Drillbook non è nella libreria.',
  },
};
