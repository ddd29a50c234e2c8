import { Button, Group, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { PlanQuestion, PlanStep } from '../../../src-shared/plan/plan.ts';
import { questionsInOrder } from '../../../src-shared/plan/questions-in-order.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { useAttachments, type Attachments } from '../../state/use-attachments.ts';
import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { answersOf, AskFields, faultOf } from './ask-fields.tsx';
import { Instructions } from './instructions.tsx';
import { NotWorkedDialog, type NotWorkedDialogProps } from './not-worked-dialog.tsx';
import { useSpeaker } from './person-select.tsx';
import classes from './person-task.module.css';
import { SkipDialog } from './skip-dialog.tsx';
import { stepTexts, type StepWords } from './step-texts.ts';
import { useDraft, type TaskDraft } from './task-drafts.ts';
import { TaskEvidence } from './task-evidence.tsx';
import { usePrimary } from './use-primary.ts';
import { StillMissing } from '../../ui/still-missing.tsx';
import { Refusal, useCanAct, useSend, type Sending } from '../../ui/use-send.tsx';
import { isWordWhole, WordFields } from './word-fields.tsx';

export interface PersonTaskProps {
  readonly step: PlanStep;
  readonly run: StepRunState;
  readonly ask: Readonly<Record<string, PlanQuestion>>;
  readonly evidence: 'none' | 'optional' | 'required';
}

/** What a person does by hand: instructions, what is asked, evidence, and the confirmation that names it. */
export function PersonTask({ step, run, ask, evidence }: PersonTaskProps) {
  const words = useTexts(stepTexts);
  const runId = useRun(({ opened }) => opened.run);
  const canAct = useCanAct();
  const { draft, change, forget } = useDraft(runId, step.id);
  const attachments = useKeptAttachments(draft, change);
  const role = run.asked?.role ?? step.by;
  const by = useSpeaker(role);
  const sending = useSend();
  const note = useRef<HTMLTextAreaElement>(null);
  useKeys(canAct ? [{ keys: ['c'], does: words.note, run: () => note.current?.focus() }] : []);
  const missing = missingParts(ask, evidence, draft, attachments, words);
  const confirm = (): void => {
    if (missing.length > 0 || sending.sending || attachments.storing > 0) return;
    const more = {
      ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
      ...(draft.word === undefined ? {} : { onWordOf: draft.word }),
    };
    const given = { answers: answersOf(ask, draft.answers), evidence: attachments.refs, scripted: false as const };
    void sending.send({ type: 'confirm', step: step.id, by, ...given, ...more }).then((done) => {
      if (done) forget();
    });
  };
  usePrimary(words.confirm(step.title), canAct ? confirm : undefined);
  return (
    <div className={classes['task']}>
      <Instructions text={run.asked?.text ?? ''} />
      {canAct ? (
        <>
          <AskFields ask={ask} values={draft.answers} onChange={(answers) => change({ answers })} />
          {evidence === 'none' ? null : <TaskEvidence attachments={attachments} required={evidence === 'required'} />}
          <div className={classes['comment']}>
            <Textarea
              ref={note}
              label={`${words.note} (C)`}
              placeholder={words.notePlaceholder}
              autosize
              minRows={1}
              maxRows={8}
              value={draft.note}
              onChange={(event) => change({ note: event.currentTarget.value })}
            />
            <WordFields word={draft.word} onChange={(word) => change({ word })} />
          </div>
          <TaskButtons
            task={{ step, role, note: draft.note, attachments, onReported: forget }}
            missing={missing}
            sending={sending}
            onConfirm={confirm}
          />
        </>
      ) : (
        <p className={classes['soft']}>{words.notHere}</p>
      )}
    </div>
  );
}

/** The files of a draft come back with it. */
function useKeptAttachments(draft: TaskDraft, change: (part: Partial<TaskDraft>) => void): Attachments {
  const attachments = useAttachments(draft.files);
  const { files } = attachments;
  const keep = useRef(change);
  useEffect(() => {
    keep.current = change;
  });
  useEffect(() => {
    keep.current({ files });
  }, [files]);
  return attachments;
}

interface TaskButtonsProps {
  readonly task: Omit<NotWorkedDialogProps, 'onClose'>;
  readonly missing: readonly string[];
  readonly sending: Sending;
  readonly onConfirm: () => void;
}

function TaskButtons({ task, missing, sending, onConfirm }: TaskButtonsProps) {
  const { step } = task;
  const words = useTexts(stepTexts);
  const [asked, setAsked] = useState<'not-worked' | 'skip'>();
  const close = (): void => setAsked(undefined);
  return (
    <div className={classes['actions']}>
      {/* In sight wherever the page stands: a press that only seems to do nothing is pressed again. */}
      <Refusal of={sending} />
      <Group gap={8}>
        <Button
          onClick={onConfirm}
          disabled={missing.length > 0}
          loading={sending.sending}
          className={classes['primary']}
        >
          {words.confirm(step.title)} <kbd className={classes['kbd']}>Ctrl ⏎</kbd>
        </Button>
        <Button variant="default" onClick={() => setAsked('not-worked')}>
          {words.notWorked}
        </Button>
        <Button variant="default" onClick={() => setAsked('skip')}>
          {words.skip}
        </Button>
      </Group>
      <StillMissing what={missing} />
      {asked === 'not-worked' ? <NotWorkedDialog {...task} onClose={close} /> : null}
      {asked === 'skip' ? <SkipDialog step={step} onClose={close} /> : null}
    </div>
  );
}

function missingParts(
  ask: PersonTaskProps['ask'],
  evidence: PersonTaskProps['evidence'],
  draft: TaskDraft,
  { files }: Attachments,
  words: Pick<StepWords, 'evidence' | 'wordLegend' | 'fault'>,
): readonly string[] {
  const unanswered = questionsInOrder(ask).flatMap(([id, question]) => {
    const given = draft.answers[id];
    const fault = faultOf(question, given);
    if (fault !== undefined) return [`${question.title} (${words.fault(question.type)})`];
    return question.required && (given === undefined || given === '') ? [question.title] : [];
  });
  return [
    ...unanswered,
    ...(evidence === 'required' && files.length === 0 ? [words.evidence] : []),
    ...(draft.word === undefined || isWordWhole(draft.word) ? [] : [words.wordLegend]),
  ];
}
