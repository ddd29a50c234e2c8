import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTexts } from '../../ui/use-texts.ts';
import { planTexts } from './plan-texts.ts';
import classes from './plan-view.module.css';

/** The first 12 digits, as they stand on paper; the whole hash goes to the clipboard. */
export function PlanHash({ hash }: { readonly hash: string }) {
  const words = useTexts(planTexts);
  return (
    <span className={classes['hash']}>
      <span className={classes['hashWord']}>{words.hash}</span>
      <code title={hash}>{hash.slice(0, 12)}</code>
      <CopyButton value={hash}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? words.copied : words.copyHash}>
            <ActionIcon variant="subtle" size="sm" aria-label={words.copyHash} onClick={copy}>
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
