import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { createSpotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { create } from 'zustand';
import { useRoute } from '../state/route-store.ts';
import { useSettings } from '../state/settings-store.ts';
import { useKeys, useKeyStore, usePalette } from '../ui/keys.ts';
import { useTexts, type Texts } from '../ui/use-texts.ts';

type Word =
  'open' | 'search' | 'nothing' | 'go' | 'library' | 'history' | 'verify' | 'settings' | 'look' | 'theme' | 'language';
const texts: Texts<Readonly<Record<Word, string>>> = {
  en: {
    open: 'Commands',
    search: 'What do you want to do?',
    nothing: 'No command has these words',
    go: 'Go to',
    library: 'Library of runbooks',
    history: 'Runs',
    verify: 'Verify a report',
    settings: 'Settings',
    look: 'Look',
    theme: 'Dark or light',
    language: 'Passa all’italiano',
  },
  it: {
    open: 'Comandi',
    search: 'Che cosa vuoi fare?',
    nothing: 'Nessun comando ha queste parole',
    go: 'Vai a',
    library: 'Libreria dei runbook',
    history: 'Esecuzioni',
    verify: 'Verifica un report',
    settings: 'Impostazioni',
    look: 'Aspetto',
    theme: 'Scuro o chiaro',
    language: 'Switch to English',
  },
};

const [store, spotlight] = createSpotlight();

export const usePaletteOpen = create<{ readonly setOpen: (open: boolean) => void }>()(() => ({
  setOpen: (open) => {
    if (open) spotlight.open();
    else spotlight.close();
  },
}));

/** Everything that can be done now, found by its words (Ctrl+K). */
export function CommandPalette() {
  const words = useTexts(texts);
  useAppActions(words);
  // What the screen offers stands before what is always there.
  const actions = useKeyStore((state) => state.actions)
    .toReversed()
    .flat();
  useKeys([{ keys: ['ctrl+k', 'ctrl+shift+p'], does: words.open, whileTyping: true, run: spotlight.open }]);
  const groups = Map.groupBy(actions, ({ group }) => group);
  const data: SpotlightActionGroupData[] = [...groups].map(([group, own]) => ({
    group,
    actions: own.map(({ id, label, description = '', keys = '', run }) => ({
      id,
      label,
      description,
      onClick: run,
      rightSection: keys === '' ? null : <kbd>{keys}</kbd>,
    })),
  }));
  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={data}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound={words.nothing}
      attributes={{ content: { 'aria-label': words.open } }}
      searchProps={{ placeholder: words.search, 'aria-label': words.search }}
    />
  );
}

function useAppActions(words: Readonly<Record<Word, string>>): void {
  const go = useRoute((state) => state.go);
  const settings = useSettings();
  useEffect(() => {
    document.documentElement.dataset['motion'] = settings.reducedMotion ? 'reduced' : 'full';
  }, [settings.reducedMotion]);
  const to = (screen: 'library' | 'history' | 'verify' | 'settings') => ({
    id: `go-${screen}`,
    group: words.go,
    label: words[screen],
    run: () => {
      go({ screen });
    },
  });
  usePalette([
    to('library'),
    to('history'),
    to('verify'),
    to('settings'),
    {
      id: 'theme',
      group: words.look,
      label: words.theme,
      run: () => {
        const dark = document.documentElement.dataset['mantineColorScheme'] === 'dark';
        settings.change({ theme: dark ? 'light' : 'dark' });
      },
    },
    {
      id: 'language',
      group: words.look,
      label: words.language,
      run: () => {
        settings.change({ language: settings.language === 'en' ? 'it' : 'en' });
      },
    },
  ]);
}
