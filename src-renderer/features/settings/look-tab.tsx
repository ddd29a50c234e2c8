import { NumberInput, SegmentedControl, Stack, Switch } from '@mantine/core';
import { useSettings, type Settings } from '../../state/settings-store.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './settings.module.css';
import { settingsWords } from './settings-texts.ts';

export function LookTab() {
  const words = useTexts(settingsWords);
  const settings = useSettings();
  const themes: readonly Settings['theme'][] = ['auto', 'dark', 'light'];
  return (
    <Stack gap="lg" align="flex-start">
      <div>
        <p className={classes['label']}>{words.theme}</p>
        <SegmentedControl
          aria-label={words.theme}
          value={settings.theme}
          data={themes.map((value) => ({ value, label: words.themes[value] }))}
          onChange={(theme) => {
            settings.change({ theme: themes.find((one) => one === theme) ?? 'auto' });
          }}
        />
      </div>
      <div>
        <p className={classes['label']}>{words.language}</p>
        <SegmentedControl
          aria-label={words.language}
          value={settings.language}
          data={[
            { value: 'en', label: 'English' },
            { value: 'it', label: 'Italiano' },
          ]}
          onChange={(language) => {
            settings.change({ language: language === 'it' ? 'it' : 'en' });
          }}
        />
      </div>
      <NumberInput
        label={words.terminalSize}
        min={9}
        max={28}
        suffix=" px"
        value={settings.terminalFontSize}
        onChange={(value) => {
          settings.change({ terminalFontSize: Math.min(28, Math.max(9, Number(value))) });
        }}
      />
      <Switch
        label={words.reducedMotion}
        description={words.reducedMotionHint}
        checked={settings.reducedMotion}
        onChange={(event) => {
          settings.change({ reducedMotion: event.currentTarget.checked });
        }}
      />
      <p className={classes['quiet']}>{words.zoom}</p>
    </Stack>
  );
}
