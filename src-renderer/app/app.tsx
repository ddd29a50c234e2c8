import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect, useMemo } from 'react';
import { useSettings } from '../state/settings-store.ts';
import { themeIn } from '../ui/theme.ts';
import { Shell } from './shell.tsx';

/** Everything that a window shows. */
export function App() {
  const scheme = useSettings(({ theme: wanted }) => wanted);
  const language = useSettings((settings) => settings.language);
  const theme = useMemo(() => themeIn(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      {...(scheme === 'auto' ? {} : { forceColorScheme: scheme })}
    >
      <Notifications position="bottom-right" limit={4} autoClose={8000} />
      <Shell />
    </MantineProvider>
  );
}
