import type { Cell } from '../../src-shared/report/blocks.ts';
import { duration, shortHash } from '../../src-shared/report/format.ts';
import type { PaperFormat } from '../../src-shared/report/format.ts';
import type { ReportModel } from '../../src-shared/report/model.ts';
import { rtoWords } from '../../src-shared/report/rto-words.ts';
import type { ReportTexts } from '../../src-shared/report/texts/en.ts';

type CoverFact = readonly [label: string, value: Cell];

/** What the run was about: the lines below the outcome, of the PDF and of the page. */
export function coverFacts(model: ReportModel, texts: ReportTexts, format: PaperFormat): readonly CoverFact[] {
  const { run, integrity, timeline } = model;
  const { about } = run;
  const words = texts.cover;
  const given = (value: string | undefined): Cell =>
    value === undefined ? { text: words.notGiven, muted: true } : value;
  const mode = run.practice ? texts.modes.practice : texts.modes[run.mode];
  const window = about.window;
  const between = about.zone;
  const took =
    run.startedAt === undefined || run.endedAt === undefined
      ? ''
      : duration(Date.parse(run.endedAt) - Date.parse(run.startedAt));
  return [
    [words.customer, given(about.customer)],
    [words.system, given(run.system)],
    [words.site, given(about.site)],
    [words.change, given(about.change)],
    [words.occasion, given(about.occasion === undefined ? undefined : texts.occasions[about.occasion])],
    [
      words.window,
      given(
        window === undefined ? undefined : `${format.minute(window.from)} – ${format.minute(window.to)} (${between})`,
      ),
    ],
    [words.mode, { text: mode, strong: true }],
    [words.started, given(run.startedAt === undefined ? undefined : format.dateTime(run.startedAt))],
    [
      words.ended,
      given(
        run.endedAt === undefined ? undefined : `${format.dateTime(run.endedAt)}${took === '' ? '' : ` · ${took}`}`,
      ),
    ],
    ...(timeline.rto === undefined ? [] : [[texts.timeline.rto, rtoWords(timeline.rto, texts).text] as const]),
    [words.runbook, `${run.runbook} ${run.version}`],
    [words.run, { text: run.id, mono: true }],
    [words.planHash, { text: shortHash(integrity.planHash), mono: true }],
    [words.head, { text: shortHash(integrity.head), mono: true }],
    [words.generated, format.dateTime(model.generatedAt)],
  ];
}
