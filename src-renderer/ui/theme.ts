import {
  createTheme,
  defaultVariantColorsResolver,
  mergeThemeOverrides,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import type { Language } from '../state/settings-store.ts';
import type { Texts } from './use-texts.ts';

const accent: MantineColorsTuple = [
  '#e3eefb',
  '#c9dff8',
  '#a3c8f4',
  '#7ab2f5',
  '#58a6ff',
  '#3b8ff0',
  '#1f78dd',
  '#0a5dc2',
  '#084ea3',
  '#063c7e',
];

/** From text (0) to sunken (9): Mantine's controls stand on the same greys as everything else in the dark. */
const dark: MantineColorsTuple = [
  '#e8edf3',
  '#c5cfda',
  '#a3afbd',
  '#7d8997',
  '#2f3844',
  '#28303a',
  '#1c232c',
  '#151a21',
  '#0e1116',
  '#0a0d11',
];

/** Mantine for controls; everything that shows state takes its colours from `tokens.css`. */
const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  // The accent is light in the dark and dark in the light: what stands on it turns with it.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    const accented = input.variant === 'filled' && (input.color === undefined || input.color === 'accent');
    return accented ? { ...colors, color: 'var(--on-accent)' } : colors;
  },
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontFamily: 'var(--font-text)', fontWeight: '600' },
});

const closes: Texts<string> = { en: 'Close', it: 'Chiudi' };

/** The theme, with the words that controls bring along in the person's language. */
export function themeIn(language: Language): MantineThemeOverride {
  const closeButtonProps = { 'aria-label': closes[language] };
  return mergeThemeOverrides(theme, {
    components: { Modal: { defaultProps: { closeButtonProps } }, Drawer: { defaultProps: { closeButtonProps } } },
  });
}
