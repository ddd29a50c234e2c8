import { TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { assertNever } from '../../../src-shared/base/assert-never.ts';
import { clocks } from '../../../src-shared/run/clocks.ts';
import type { RollbackItem } from '../../../src-shared/run/facts.ts';
import { hostsOf, indexOf, stepOf } from '../../../src-shared/run/plan-index.ts';
import { rollbackItems, undecidedUnknowns } from '../../../src-shared/run/rollback-items.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { clockText, useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { actionTexts } from './action-texts.ts';
import { titleOf } from './now-words.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import classes from './rollback-dialog.module.css';
import { useSend } from '../../ui/use-send.tsx';

/** What a rollback would do, in its order, before anybody decides for it. */
export function RollbackDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useTexts(actionTexts);
  const state = useRun((run) => run.state);
  const sending = useSend();
  const [typed, setTyped] = useState('');
  const items = rollbackItems(state);
  const undos = items.filter(({ kind }) => kind !== 'none').length;
  const unknown = undecidedUnknowns(state);
  const wanted = wantedName(state, items);
  const proven = wanted === undefined || typed.trim() === wanted;
  const blocked =
    unknown.length > 0 ? words.rollUnknown(unknown.map((id) => titleOf(state, id)).join(', ')) : undefined;
  return (
    <ReasonDialog
      title={words.rollTitle}
      does={undos === 0 ? words.rollDoNone : words.rollDo(undos)}
      danger
      size="xl"
      blocked={blocked}
      lacks={proven ? [] : [words.typeHost(wanted)]}
      sending={sending}
      onSend={(reason, by) => sending.send({ type: 'roll-back', by, reason })}
      onClose={onClose}
    >
      <Estimate state={state} undos={undos} />
      <Preview state={state} items={items} />
      {wanted === undefined ? null : (
        <TextInput
          label={words.typeHost(wanted)}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
    </ReasonDialog>
  );
}

/** A host of the first step that stays as it is, else that step's id: typed only where something cannot be undone. */
function wantedName(state: RunState, items: readonly RollbackItem[]): string | undefined {
  const first = items.find(({ kind }) => kind === 'none')?.of;
  const step = first === undefined ? undefined : stepOf(state, first);
  if (step === undefined) return undefined;
  return hostsOf(step).find((host) => host !== 'app') ?? step.id;
}

function Estimate({ state, undos }: { readonly state: RunState; readonly undos: number }) {
  const words = useTexts(actionTexts);
  const now = useNow();
  const { rollback, window } = clocks(state, now);
  const over = window === undefined ? 0 : rollback.ms - window.remainingMs;
  const none = rollbackItems(state).filter(({ kind }) => kind === 'none').length;
  return (
    <div className={classes['estimate']}>
      <p>{undos === 0 ? words.rollEmpty : words.rollIntro(undos, clockText(rollback.ms))}</p>
      {indexOf(state.plan).rollback.length === 0 ? null : <p>{words.rollOwn}</p>}
      {rollback.assumed === 0 ? null : <p className={classes['soft']}>{words.rollAssumed(rollback.assumed)}</p>}
      {over > 0 && state.endedAt === undefined ? (
        <p className={classes['bad']}>
          <IconAlertTriangle size={16} aria-hidden /> {words.rollOver(clockText(over))}
        </p>
      ) : null}
      {none === 0 ? null : (
        <p className={classes['bad']}>
          <IconAlertTriangle size={16} aria-hidden /> {words.rollNone(none)}
        </p>
      )}
    </div>
  );
}

function Preview({ state, items }: { readonly state: RunState; readonly items: readonly RollbackItem[] }) {
  const words = useTexts(actionTexts);
  if (items.length === 0) return null;
  return (
    <ol className={classes['items']} tabIndex={0} aria-label={words.rollTitle}>
      {items.map((item) => (
        <li key={item.id} data-kind={item.kind}>
          <span className={classes['title']}>
            {item.kind === 'none' && item.of !== undefined ? titleOf(state, item.of) : item.title}
          </span>{' '}
          {item.host === undefined ? null : <code>{words.onHost(item.host)}</code>}{' '}
          <span className={classes['how']}>{howWords(state, item, words)}</span>
        </li>
      ))}
    </ol>
  );
}

function howWords(state: RunState, item: RollbackItem, words: (typeof actionTexts)['en']): string {
  switch (item.kind) {
    case 'none':
      return noneWords(state, item, words.cannotUndo);
    case 'manual':
      return words.byHand;
    case 'restore':
      return words.putsBack(recordsBefore(state, item));
    case 'run':
    case 'step':
      return '';
    default:
      return assertNever(item.kind, 'kind of undo');
  }
}

/** The records that a DNS update found, with their TTL; undefined for a copy, whose old file stays on its host. */
function recordsBefore(state: RunState, { of }: RollbackItem): string | undefined {
  const attempts = of === undefined ? [] : (state.steps.get(of)?.hosts[0]?.attempts ?? []);
  const { records, ttl } = attempts.find(({ kept }) => kept !== undefined)?.kept ?? {};
  return Array.isArray(records) && records.length > 0 ? `${records.join(', ')} (TTL ${String(ttl)} s)` : undefined;
}

function noneWords(state: RunState, item: RollbackItem, cannot: string): string {
  const undo = item.of === undefined ? undefined : stepOf(state, item.of)?.undo;
  return undo?.kind === 'none' ? `${cannot}: ${undo.reason}` : cannot;
}
