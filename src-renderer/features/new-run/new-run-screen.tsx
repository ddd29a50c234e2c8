import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLinkStore } from '../../state/link-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { NewRunForm } from './new-run-form.tsx';
import { newRunTexts } from './new-run-texts.ts';
import { readInitial, type InitialDraft } from './read-initial.ts';

export interface NewRunScreenProps {
  readonly runbook?: string | undefined;
  readonly draft?: string | undefined;
  /** Id of the sealed run whose open items it takes up. */
  readonly follow?: string | undefined;
}

/** A run before it exists: filled in in any order, kept as a draft, planned as soon as it can be. */
export function NewRunScreen({ runbook, draft, follow }: NewRunScreenProps) {
  return <Begun key={`${runbook} ${draft} ${follow}`} runbook={runbook} draft={draft} follow={follow} />;
}

function Begun({ runbook, draft, follow }: NewRunScreenProps) {
  const words = useTexts(newRunTexts);
  const info = useLinkStore((link) => link.info);
  const loaded = useSettings((settings) => settings.loaded);
  const [initial, setInitial] = useState<InitialDraft>();
  const [error, setError] = useState<unknown>();
  const ready = info !== undefined && loaded;
  useEffect(() => {
    const { info: known } = useLinkStore.getState();
    if (!ready || known === undefined) return;
    const { people } = useSettings.getState();
    const habits = { user: known.user, zone: known.zone, people };
    readInitial({ runbook, draft, follow }, habits).then(setInitial, setError);
  }, [ready, runbook, draft, follow]);
  if (initial !== undefined) return <NewRunForm {...initial} />;
  return (
    <Screen title={follow === undefined ? words.title : words.titleFollow}>
      {error === undefined ? <Loader /> : <ErrorNote error={error} />}
    </Screen>
  );
}
