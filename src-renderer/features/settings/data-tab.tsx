import { Button, CopyButton, Stack } from '@mantine/core';
import { useLinkStore } from '../../state/link-store.ts';
import { useCall } from '../../state/use-call.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { Loaded } from './loaded.tsx';
import classes from './settings.module.css';
import { settingsWords } from './settings-texts.ts';

/** Where everything is kept, who signs here, and what to send to somebody who helps. */
export function DataTab() {
  const words = useTexts(settingsWords);
  const info = useLinkStore((state) => state.info);
  const [diagnostics, reload] = useCall('diagnostics.read', {});
  return (
    <Stack gap="lg">
      {info === undefined ? null : (
        <dl className={classes['facts']}>
          <dt>{words.version}</dt>
          <dd>{info.version}</dd>
          <dt>{words.dataFolder}</dt>
          <dd>
            <Copied text={info.dataFolder} />
            <p className={classes['quiet']}>{words.dataHint}</p>
          </dd>
          <dt>{words.certificate}</dt>
          <dd>
            <Copied text={info.certificateFingerprint} />
            <p className={classes['quiet']}>{words.certificateHint}</p>
          </dd>
        </dl>
      )}
      <section>
        <h2 className={classes['label']}>{words.diagnostics}</h2>
        <p className={classes['quiet']}>{words.diagnosticsHint}</p>
        <Loaded of={diagnostics} onRetry={reload}>
          {({ text }) => (
            <>
              <pre className={classes['diagnostics']} tabIndex={0}>
                {text}
              </pre>
              <CopyText text={text} />
            </>
          )}
        </Loaded>
      </section>
    </Stack>
  );
}

function Copied({ text }: { readonly text: string }) {
  return (
    <span className={classes['copied']}>
      <code className={classes['code']}>{text}</code> <CopyText text={text} />
    </span>
  );
}

function CopyText({ text }: { readonly text: string }) {
  const words = useTexts(settingsWords);
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="compact-xs" variant="default" onClick={copy}>
          {copied ? words.copied : words.copy}
        </Button>
      )}
    </CopyButton>
  );
}
