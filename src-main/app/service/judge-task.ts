import { judgeFile, judgeText, type JudgedDocument } from '../../library/judge-document.ts';
import { summariseRunbook, type RunbookSummary } from '../../library/summarise-runbook.ts';

/** Work on one document, as it crosses to the thread that does it. */
export type JudgeTask =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  | { readonly kind: 'summary'; readonly path: string };

export interface JudgeResults {
  readonly file: JudgedDocument;
  readonly text: JudgedDocument;
  readonly summary: RunbookSummary | undefined;
}

/** Does it where it is called. Throws DrillError `file.not-readable`. */
export async function doJudgeTask(task: JudgeTask): Promise<JudgeResults[JudgeTask['kind']]> {
  switch (task.kind) {
    case 'file':
      return judgeFile(task.path);
    case 'text':
      return judgeText(task.path, task.text);
    case 'summary':
      return summariseRunbook(task.path);
  }
}
