import type { Texts } from '../../ui/use-texts.ts';

export interface ActionWords {
  readonly pause: string;
  readonly continue: string;
  readonly stop: string;
  readonly rollBack: string;
  readonly prepare: string;
  readonly report: string;
  readonly group: string;
  readonly cancel: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly who: string;
  readonly pauseTitle: string;
  readonly pauseText: string;
  readonly pauseDo: string;
  readonly stopTitle: string;
  readonly stopStep: (title: string) => string;
  readonly stopStepText: string;
  readonly stopRun: string;
  readonly stopRunText: string;
  readonly stopRunBusy: string;
  readonly stopStepDo: (title: string) => string;
  readonly stopRunDo: string;
  readonly rollTitle: string;
  readonly rollIntro: (undos: number, time: string) => string;
  readonly rollAssumed: (count: number) => string;
  readonly rollOver: (time: string) => string;
  readonly rollEmpty: string;
  readonly rollUnknown: (steps: string) => string;
  readonly rollNone: (count: number) => string;
  readonly rollOwn: string;
  readonly cannotUndo: string;
  readonly byHand: string;
  readonly putsBack: (what: string | undefined) => string;
  readonly onHost: (host: string) => string;
  readonly typeHost: (name: string) => string;
  readonly rollDo: (count: number) => string;
  readonly rollDoNone: string;
}

export const actionTexts: Texts<ActionWords> = {
  en: {
    pause: 'Pause',
    continue: 'Continue',
    stop: 'Stop…',
    rollBack: 'Roll back…',
    prepare: 'Prepare and start',
    report: 'Report and PDF',
    group: 'The run',
    cancel: 'Leave it as it is',
    reason: 'Reason',
    reasonHint: 'It stands in the record with your name.',
    who: 'Who says so',
    pauseTitle: 'Pause the run?',
    pauseText: 'What runs now goes on to its end. Nothing new begins until somebody continues.',
    pauseDo: 'Pause the run',
    stopTitle: 'What should stop?',
    stopStep: (title) => `Only the step “${title}”`,
    stopStepText:
      'Its remote processes are ended. A host where that could not be proven is unknown: it may still be running there.',
    stopRun: 'The whole run, for good',
    stopRunText: 'Nothing more begins, and nothing is undone. A rollback stays possible until the run is sealed.',
    stopRunBusy: 'Steps are running: stop them first, then the run.',
    stopStepDo: (title) => `Stop “${title}”`,
    stopRunDo: 'Stop the run for good',
    rollTitle: 'Roll back',
    rollIntro: (undos, time) => `${undos} ${undos === 1 ? 'undo' : 'undos'} in this order, about ${time} in all.`,
    rollAssumed: (count) => `Nobody said how long ${count} of them take: 1 minute for a script, 5 for a person.`,
    rollOver: (time) => `It would end ${time} after the window.`,
    rollEmpty: 'Nothing that ran needs an undo: the run only ends as rolled back.',
    rollUnknown: (steps) => `Say first what became of ${steps}: what is unknown cannot be undone blindly.`,
    rollNone: (count) =>
      `${count} ${count === 1 ? 'step cannot' : 'steps cannot'} be undone and ${count === 1 ? 'stays' : 'stay'} as done.`,
    rollOwn: 'The runbook brings its own rollback.',
    cannotUndo: 'cannot be undone',
    byHand: 'by hand',
    putsBack: (what) => (what === undefined ? 'puts back what was there' : `puts back ${what}`),
    onHost: (host) => `on ${host}`,
    typeHost: (name) => `Type ${name} to show that you know that it stays as it is`,
    rollDo: (count) => `Roll back: ${count} ${count === 1 ? 'undo' : 'undos'}`,
    rollDoNone: 'Roll back: nothing to undo',
  },
  it: {
    pause: 'Pausa',
    continue: 'Continua',
    stop: 'Ferma…',
    rollBack: 'Ripristina…',
    prepare: 'Prepara e avvia',
    report: 'Rapporto e PDF',
    group: 'L’esecuzione',
    cancel: 'Lascia com’è',
    reason: 'Motivo',
    reasonHint: 'Rimane agli atti con il tuo nome.',
    who: 'Chi lo dice',
    pauseTitle: 'Mettere in pausa?',
    pauseText: 'Ciò che è in corso arriva alla fine. Nulla di nuovo inizia finché qualcuno non continua.',
    pauseDo: 'Metti in pausa',
    stopTitle: 'Che cosa va fermato?',
    stopStep: (title) => `Solo il passo «${title}»`,
    stopStepText:
      'I suoi processi remoti vengono terminati. Un host dove non si è potuto provarlo è di esito ignoto: là potrebbe essere ancora in corso.',
    stopRun: 'L’intera esecuzione, definitivamente',
    stopRunText: 'Nulla più inizia e nulla viene annullato. Il ripristino resta possibile fino al sigillo.',
    stopRunBusy: 'Ci sono passi in corso: ferma prima quelli, poi l’esecuzione.',
    stopStepDo: (title) => `Ferma «${title}»`,
    stopRunDo: 'Ferma l’esecuzione definitivamente',
    rollTitle: 'Ripristino',
    rollIntro: (undos, time) =>
      `${undos} ${undos === 1 ? 'annullamento' : 'annullamenti'} in quest’ordine, circa ${time} in tutto.`,
    rollAssumed: (count) => `Di ${count} nessuno ha indicato la durata: 1 minuto per uno script, 5 per una persona.`,
    rollOver: (time) => `Finirebbe ${time} dopo la finestra.`,
    rollEmpty: 'Nulla di ciò che è stato eseguito va annullato: l’esecuzione termina solo come ripristinata.',
    rollUnknown: (steps) => `Di’ prima che ne è stato di ${steps}: ciò che è ignoto non si annulla alla cieca.`,
    rollNone: (count) =>
      `${count} ${count === 1 ? 'passo non si può' : 'passi non si possono'} annullare e ${count === 1 ? 'resta' : 'restano'} come fatto.`,
    rollOwn: 'Il runbook porta il proprio ripristino.',
    cannotUndo: 'non si può annullare',
    byHand: 'a mano',
    putsBack: (what) => (what === undefined ? 'ripristina ciò che c’era' : `ripristina ${what}`),
    onHost: (host) => `su ${host}`,
    typeHost: (name) => `Scrivi ${name} per mostrare di sapere che resta com’è`,
    rollDo: (count) => `Ripristina: ${count} ${count === 1 ? 'annullamento' : 'annullamenti'}`,
    rollDoNone: 'Ripristina: nulla da annullare',
  },
};
