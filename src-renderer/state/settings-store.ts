import { create } from 'zustand';
import { core } from '../platform/core.ts';

export type Language = 'en' | 'it';

/** What a person sets up for themselves; kept by the host (electron-store, conf), the same in every window. */
export interface Settings {
  readonly theme: 'dark' | 'light' | 'auto';
  readonly language: Language;
  /** Pixels; terminals only. */
  readonly terminalFontSize: number;
  /** Where a person left their panels: sizes in per cent by panel group. */
  readonly panels: Readonly<Record<string, readonly number[]>>;
  /** Who usually sits here, so that names need not be typed at night. */
  readonly people: readonly {
    readonly role: string;
    readonly name: string;
    readonly organisation?: string;
    readonly title?: string;
  }[];
  readonly reducedMotion: boolean;
  /** The welcome of the first start was closed. */
  readonly welcomed: boolean;
}

interface SettingsState extends Settings {
  readonly loaded: boolean;
  readonly change: (part: Partial<Settings>) => void;
}

const languages: readonly Language[] = ['en', 'it'];
const ownLanguage = languages.find((one) => navigator.language.startsWith(one)) ?? 'en';
const defaults: Settings = {
  theme: 'auto',
  language: ownLanguage,
  terminalFontSize: 13,
  panels: {},
  people: [],
  reducedMotion: false,
  welcomed: false,
};

export const useSettings = create<SettingsState>()((set, get) => ({
  ...defaults,
  loaded: false,
  change: (part) => {
    set(part);
    const { loaded: _loaded, change: _change, ...settings } = get();
    // A setting that could not be kept is no reason to stop anybody: the window has it.
    core.call('settings.write', { settings: JSON.stringify(settings) }).catch(() => undefined);
  },
}));

async function load(): Promise<void> {
  const { settings } = await core.call('settings.read', {}).catch(() => ({ settings: '' }));
  useSettings.setState({ ...parsed(settings), loaded: true });
}

/** Another version may have written it: only what is a setting of ours is taken. */
function parsed(text: string): Partial<Settings> {
  try {
    const found = JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>;
    const known = Object.entries(found).filter(
      ([key, value]) => Object.hasOwn(defaults, key) && typeof value === typeof defaults[key as keyof Settings],
    );
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}

void load();
core.subscribe('changes', {
  params: () => ({}),
  onItem: ({ what }) => {
    if (what === 'settings') void load();
  },
});
