import type { Texts } from '../../ui/use-texts.ts';

export interface OutageWords {
  readonly meter: string;
  readonly up: string;
  readonly outFor: (time: string) => string;
  readonly stillOut: string;
  readonly notMeasured: string;
  readonly notStarted: string;
  /** Of outages that are over. */
  readonly sum: (count: number, total: string) => string;
  readonly details: (parts: readonly string[]) => string;
  readonly every: (time: string) => string;
  readonly longest: (time: string) => string;
  readonly measured: (time: string) => string;
  readonly blind: (time: string) => string;
  /** Told to screen readers once, when it changes. */
  readonly nowOut: (title: string, since: string) => string;
  readonly nowUp: (title: string) => string;
  readonly nowBlind: (title: string) => string;
  readonly event: Readonly<Record<'up' | 'back' | 'down' | 'not-measured', string>>;
  readonly wasOut: (title: string, time: string) => string;
}

export const outageTexts: Texts<OutageWords> = {
  en: {
    meter: 'Outage meter',
    up: 'answers',
    outFor: (time) => `OUT for ${time}`,
    stillOut: 'was OUT at the end',
    notMeasured: 'not measured',
    notStarted: 'not looked at yet',
    sum: (count, total) => (count === 1 ? `was out ${total}` : `was out ${count} times, ${total} in all`),
    details: (parts) => parts.join('. '),
    every: (time) => `Looked at every ${time}`,
    longest: (time) => `Longest outage ${time}`,
    measured: (time) => `Measured for ${time}`,
    blind: (time) => `Not measured for ${time}`,
    nowOut: (title, since) => `${title}: out since ${since}.`,
    nowUp: (title) => `${title}: answers.`,
    nowBlind: (title) => `${title}: not measured.`,
    event: { up: 'probe answers', back: 'service back', down: 'service out', 'not-measured': 'not measured' },
    wasOut: (title, time) => `${title}, was out ${time}`,
  },
  it: {
    meter: 'Misuratore delle interruzioni',
    up: 'risponde',
    outFor: (time) => `FUORI da ${time}`,
    stillOut: 'era FUORI alla fine',
    notMeasured: 'non misurato',
    notStarted: 'non ancora osservato',
    sum: (count, total) => (count === 1 ? `fuori per ${total}` : `fuori ${count} volte, ${total} in tutto`),
    details: (parts) => parts.join('. '),
    every: (time) => `Osservato ogni ${time}`,
    longest: (time) => `Interruzione più lunga ${time}`,
    measured: (time) => `Misurato per ${time}`,
    blind: (time) => `Non misurato per ${time}`,
    nowOut: (title, since) => `${title}: fuori servizio dalle ${since}.`,
    nowUp: (title) => `${title}: risponde.`,
    nowBlind: (title) => `${title}: non misurato.`,
    event: {
      up: 'la sonda risponde',
      back: 'servizio tornato',
      down: 'servizio fuori',
      'not-measured': 'non misurato',
    },
    wasOut: (title, time) => `${title}, fuori per ${time}`,
  },
};
