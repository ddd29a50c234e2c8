import { IconCircleCheck } from '@tabler/icons-react';
import type { Problem } from '../../../src-shared/runbook/finding.ts';
import { useRoute } from '../../state/route-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useEditorPlace } from './edit/editor-place.ts';
import { ProblemList } from './problem-list.tsx';
import { problemsTexts } from './problems-texts.ts';
import classes from './problems-tab.module.css';

export interface ProblemsTabProps {
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** Everything that is wrong with the saved file, errors first. */
export function ProblemsTab({ file, problems }: ProblemsTabProps) {
  const words = useTexts(problemsTexts);
  const go = useRoute((state) => state.go);
  const setPlace = useEditorPlace((state) => state.setPlace);
  if (problems.length === 0) {
    return (
      <EmptyState icon={IconCircleCheck} title={words.none}>
        {words.noneNote}
      </EmptyState>
    );
  }
  const sorted = problems.toSorted(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error') || a.line - b.line,
  );
  return (
    <div className={classes['tab']}>
      <ProblemList
        problems={sorted}
        onOpen={({ line, column }) => {
          setPlace({ file, line, column });
          go({ screen: 'runbook', file, tab: 'edit' });
        }}
      />
    </div>
  );
}
