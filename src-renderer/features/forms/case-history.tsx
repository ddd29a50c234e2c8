import type { CaseView, VerdictView } from '../../../src-shared/report/model.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { dateText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { AgreementForm } from './agreement-form.tsx';
import classes from './form-panel.module.css';
import { formsTexts } from './forms-texts.ts';

/** Every verdict of a case, oldest first: a retest does not erase what it corrects. */
export function CaseHistory({ view }: { readonly view: CaseView }) {
  const words = useTexts(formsTexts);
  if (view.verdicts.length === 0) return null;
  return (
    <ul className={classes['history']}>
      {view.verdicts.map((one, at) => (
        <li key={`${one.at} ${at}`} data-stands={at === view.verdicts.length - 1}>
          <VerdictLine given={one} />
        </li>
      ))}
      {view.verdict !== 'OTHER' ? null : view.agreed?.counts === true ? (
        <li data-stands>{words.agreed(view.agreed.by)}</li>
      ) : (
        <li data-stands className={classes['missing']}>
          {words.notAgreed} <AgreementForm view={view} />
        </li>
      )}
    </ul>
  );
}

function VerdictLine({ given }: { readonly given: VerdictView }) {
  const words = useTexts(formsTexts);
  const language = useSettings((settings) => settings.language);
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  const marks = [
    given.retest === undefined ? '' : words.retested(given.retest),
    given.early ? words.early : '',
    given.scripted ? words.scripted : '',
    given.caveat ?? '',
    given.comment ?? '',
  ].filter((one) => one !== '');
  return (
    <>
      <strong data-is={given.is}>{given.is}</strong> {words.by(given.by, dateText(given.at, zone, language))}
      {marks.length === 0 ? null : ` · ${marks.join(' · ')}`}
    </>
  );
}
