import type { StepId } from '../../../src-shared/base/ids.ts';
import type { FormGroupView } from '../../../src-shared/report/model.ts';
import { MarkdownText } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { CaseRow } from './case-row.tsx';
import classes from './form-panel.module.css';
import { formsTexts } from './forms-texts.ts';
import { WrittenText } from './written-text.tsx';

export interface FormGroupProps {
  readonly form: StepId;
  readonly group: FormGroupView;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onGiven: (id: string) => void;
  /** Why no verdict can be given now. */
  readonly why: string | undefined;
  readonly writable: boolean;
}

export function FormGroup({ form, group, chosen, onChoose, onGiven, why, writable }: FormGroupProps) {
  const words = useTexts(formsTexts);
  return (
    <section className={classes['group']}>
      {group.title === '' ? null : (
        <h3>
          {group.number}. {group.title}
        </h3>
      )}
      {group.intro === undefined ? null : (
        <div className={classes['intro']}>
          <MarkdownText text={group.intro} />
        </div>
      )}
      {group.notApplicable === undefined ? null : (
        <p className={classes['intro']}>
          {words.notApplicable}: {group.notApplicable}
        </p>
      )}
      <div className={classes['titles']} aria-hidden>
        <span>{words.procedure}</span>
        <span>{words.expected}</span>
        <span>{words.verdict}</span>
      </div>
      {group.cases.map((one) => (
        <CaseRow
          key={one.id}
          view={one}
          chosen={one.id === chosen}
          why={why}
          onChoose={() => {
            onChoose(one.id);
          }}
          onGiven={() => {
            onGiven(one.id);
          }}
        />
      ))}
      <WrittenText
        kind="comment"
        subject={`${form}/${group.id}`}
        label={group.title === '' ? words.comment : words.groupComment(group.title)}
        text={group.comment}
        writable={writable}
      />
    </section>
  );
}
