import { IconAlertTriangle, IconArrowBackUp, IconShieldCheck } from '@tabler/icons-react';
import { assertNever } from '../../../src-shared/base/assert-never.ts';
import { visibleText } from '../../../src-shared/plan/visible-text.ts';
import { MarkdownText } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { stepContent, type StepBlock, type UndoContent } from './step-content.ts';
import type { OutlineStep } from './runbook-outline.ts';
import { stepIcons } from './step-icons.ts';
import classes from './step-row.module.css';
import { stepTexts } from './step-texts.ts';

export interface StepRowProps {
  readonly step: OutlineStep;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

/** A step as it is written: what it does to the last character, under which conditions, and how it is taken back. */
export function StepRow({ step, chosen, onChoose }: StepRowProps) {
  const words = useTexts(stepTexts);
  const { blocks, facts, undo } = stepContent(step);
  const Icon = stepIcons[step.kind ?? 'run'];
  return (
    <article
      className={`${classes['step'] ?? ''} ${chosen ? (classes['chosen'] ?? '') : ''}`}
      aria-label={step.title}
      aria-current={chosen}
      onClick={onChoose}
    >
      <header className={classes['head']}>
        <Icon size={18} stroke={1.7} aria-hidden />
        <h3>{step.title}</h3>
        {step.destructive ? (
          <span className={classes['destructive']}>
            <IconAlertTriangle size={14} stroke={2} aria-hidden /> {words.destructive}
          </span>
        ) : null}
        <span className={classes['kind']}>{step.kind === undefined ? null : words.kinds[step.kind]}</span>
        <code>{step.id}</code>
      </header>
      {step.body.description === undefined ? null : (
        <div className={classes['description']}>
          <MarkdownText text={step.body.description} />
        </div>
      )}
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
      {facts.length === 0 ? null : (
        <dl className={classes['facts']}>
          {facts.map(({ name, text }) => (
            <div key={name} data-fact={name}>
              <dt>
                {name === 'guard' ? <IconShieldCheck size={14} stroke={2} aria-hidden /> : null}
                {words.facts[name]}
              </dt>
              <dd>{text === '' ? <em>{words.nothing}</em> : visibleText(text)}</dd>
            </div>
          ))}
        </dl>
      )}
      <Undo undo={undo} needed={step.changes} />
    </article>
  );
}

function Block({ block }: { readonly block: StepBlock }) {
  const words = useTexts(stepTexts);
  switch (block.kind) {
    case 'script':
      return (
        <pre className={classes['script']} tabIndex={0} aria-label={words.script}>
          {visibleText(block.text)}
        </pre>
      );
    case 'prose':
      return (
        <div className={classes['prose']}>
          <MarkdownText text={block.text} />
        </div>
      );
    case 'details':
      return (
        <div className={classes['details']}>
          <code>{block.name}</code>
          <pre>{visibleText(block.text)}</pre>
        </div>
      );
    default:
      return assertNever(block, 'part of a step');
  }
}

function Undo({ undo, needed }: { readonly undo: UndoContent | undefined; readonly needed: boolean }) {
  const words = useTexts(stepTexts);
  if (undo === undefined && !needed) return null;
  const bad = undo === undefined || undo.kind === 'none';
  return (
    <div className={`${classes['undo'] ?? ''} ${bad ? (classes['bad'] ?? '') : ''}`}>
      <IconArrowBackUp size={16} stroke={1.8} aria-hidden />
      {undo === undefined ? (
        <span>{words.undo.missing}</span>
      ) : (
        <div>
          <strong>{words.undo[undo.kind]}</strong>
          {undo.kind === 'run' ? (
            <pre className={classes['script']} tabIndex={0} aria-label={words.script}>
              {visibleText(undo.text)}
            </pre>
          ) : (
            <MarkdownText text={undo.text} />
          )}
        </div>
      )}
    </div>
  );
}
