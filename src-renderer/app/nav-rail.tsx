import {
  IconBook2,
  IconHelp,
  IconHistory,
  IconSearch,
  IconSettings,
  IconShieldCheck,
  type Icon,
} from '@tabler/icons-react';
import { Tooltip } from '@mantine/core';
import { hashOf, useRoute, type Route } from '../state/route-store.ts';
import { useTexts, type Texts } from '../ui/use-texts.ts';
import classes from './nav-rail.module.css';
import { usePaletteOpen } from './command-palette.tsx';
import { useSheetOpen } from './key-sheet.tsx';

const texts: Texts<
  Readonly<Record<'nav' | 'library' | 'history' | 'verify' | 'settings' | 'palette' | 'keys', string>>
> = {
  en: {
    nav: 'Main',
    library: 'Library',
    history: 'Runs',
    verify: 'Verify',
    settings: 'Settings',
    palette: 'Commands',
    keys: 'Keys',
  },
  it: {
    nav: 'Principale',
    library: 'Libreria',
    history: 'Esecuzioni',
    verify: 'Verifica',
    settings: 'Impostazioni',
    palette: 'Comandi',
    keys: 'Tasti',
  },
};

interface Place {
  readonly route: Route;
  readonly icon: Icon;
  readonly word: 'library' | 'history' | 'verify' | 'settings';
  /** Screens that belong to it. */
  readonly screens: readonly Route['screen'][];
}

const places: readonly Place[] = [
  { route: { screen: 'library' }, icon: IconBook2, word: 'library', screens: ['library', 'runbook', 'new-run'] },
  { route: { screen: 'history' }, icon: IconHistory, word: 'history', screens: ['history', 'run'] },
  { route: { screen: 'verify' }, icon: IconShieldCheck, word: 'verify', screens: ['verify'] },
  { route: { screen: 'settings' }, icon: IconSettings, word: 'settings', screens: ['settings'] },
];

/** The places of the app, one click or Tab away from everywhere. */
export function NavRail() {
  const words = useTexts(texts);
  const screen = useRoute(({ route }) => route.screen);
  const openPalette = usePaletteOpen(({ setOpen }) => setOpen);
  const openSheet = useSheetOpen(({ setOpen }) => setOpen);
  return (
    <nav className={classes['rail']} aria-label={words.nav}>
      {places.map(({ route, icon: Icon, word, screens }) => (
        <a
          key={word}
          href={hashOf(route)}
          className={classes['place']}
          aria-current={screens.includes(screen) ? 'page' : undefined}
        >
          <Icon size={20} stroke={1.7} aria-hidden />
          <span>{words[word]}</span>
        </a>
      ))}
      <span className={classes['room']} />
      <Tooltip label="Ctrl+K" position="right">
        <button
          type="button"
          className={classes['place']}
          onClick={() => {
            openPalette(true);
          }}
        >
          <IconSearch size={20} stroke={1.7} aria-hidden />
          <span>{words.palette}</span>
        </button>
      </Tooltip>
      <Tooltip label="?" position="right">
        <button
          type="button"
          className={classes['place']}
          onClick={() => {
            openSheet(true);
          }}
        >
          <IconHelp size={20} stroke={1.7} aria-hidden />
          <span>{words.keys}</span>
        </button>
      </Tooltip>
    </nav>
  );
}
