import type { FormDocument } from '../../../src-shared/runbook/form-schema.ts';
import { MarkdownText } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './overview-tab.module.css';
import { runbookTexts } from './runbook-texts.ts';

export interface OverviewFormsProps {
  readonly forms: readonly FormDocument[];
}

/** The test forms with all their cases, folded: who wants to read them opens them. */
export function OverviewForms({ forms }: OverviewFormsProps) {
  const words = useTexts(runbookTexts);
  if (forms.length === 0) return null;
  return (
    <section className={classes['section']}>
      <h2>{words.head.forms}</h2>
      {forms.map((form) => (
        <details key={form.id} className={classes['form']}>
          <summary>
            <strong>{form.title ?? form.id}</strong>
            <span>
              {words.cases(form.groups.reduce((sum, group) => sum + group.cases.length, 0))}
              {form.sign === undefined ? null : ` · ${words.signedBy(Object.keys(form.sign).join(', '))}`}
            </span>
          </summary>
          {form.groups.map((group, index) => (
            <div key={index}>
              <h3>{group.title ?? group.id}</h3>
              {group.intro === undefined ? null : <MarkdownText text={group.intro} />}
              <ol>
                {group.cases.map((one) => (
                  <li key={one.id}>
                    <MarkdownText text={one.procedure} />
                    <div className={classes['expected']}>
                      <span>{words.expectedResult}</span> <MarkdownText text={one.expected} />
                    </div>
                  </li>
                ))}
              </ol>
            </div>
          ))}
        </details>
      ))}
    </section>
  );
}
