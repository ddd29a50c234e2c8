import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './app-test.ts';
import { keyboardOf } from './keyboard.ts';
import { makeSampleRuns } from './sample-runs.ts';
import { allScreens, settled, showScreen, type ShownScreen } from './screens.ts';

const runbook = join(import.meta.dirname, '../../runbooks/tvox/activation.yaml');

/** Two tests, because a slow machine needs minutes for either. */
const parts: readonly (readonly [name: string, has: (screen: ShownScreen) => boolean])[] = [
  ['the cockpit and its dialogs', ({ name }) => /^(cockpit|dialog)-/.test(name)],
  ['every other screen and dialog', ({ name }) => !/^(cockpit|dialog)-/.test(name)],
];

for (const [part, has] of parts) {
  test(`${part}, for eyes, ears and hands that are not like ours`, async ({ window, lab, dataFolder }) => {
    const screens = allScreens(await makeSampleRuns(dataFolder, lab), runbook).filter(has);
    await window.emulateMedia({ colorScheme: 'dark' });
    await test.step('nothing serious for a screen reader, dark or light; nothing cut off at twice the text size', async () => {
      expect(await findingsOf(window, screens, anythingWrong)).toEqual([]);
    });
    await test.step('reduced motion: a dialog is there at once', async () => {
      await window.emulateMedia({ reducedMotion: 'reduce' });
      const opened = screens.filter(({ name }) => name === 'dialog-pause' || name === 'file-dialog');
      expect(await findingsOf(window, opened, moving)).toEqual([]);
    });
    await test.step('in Italian: no word of the interface is left in English', async () => {
      await keyboardOf(window).press('Escape');
      await showScreen(window, { name: 'library', at: '/library' });
      await keyboardOf(window).command('Passa all’italiano');
      await expect(window.locator('html')).toHaveAttribute('lang', 'it');
      const own = screens.filter(({ name }) => ownWordsOnly.includes(name));
      expect(await findingsOf(window, own, englishWords)).toEqual([]);
    });
  });
}

type Look = (window: Page) => Promise<readonly string[]>;

/** Goes through the screens and looks at each; one that cannot be shown is a finding as well. */
async function findingsOf(window: Page, screens: readonly ShownScreen[], look: Look): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const screen of screens) {
    const found = await showScreen(window, screen).then(
      () => look(window),
      (error: unknown) => [`cannot be shown: ${String(error).slice(0, 300)}`],
    );
    findings.push(...found.map((what) => `${screen.name}: ${what}`));
  }
  return findings;
}

/** One visit for all: what differs in the light is only the contrast. */
async function anythingWrong(window: Page): Promise<readonly string[]> {
  const dark = await seriousFindings(new AxeBuilder({ page: window }));
  await window.emulateMedia({ colorScheme: 'light' });
  await settled(window);
  const light = await seriousFindings(new AxeBuilder({ page: window }).withRules(['color-contrast']));
  // What a window of 1280x800 has left for the page at 200 %.
  await window.setViewportSize({ width: 640, height: 400 });
  const cut = await cutOff(window);
  await window.setViewportSize({ width: 1280, height: 800 });
  await window.emulateMedia({ colorScheme: 'dark' });
  return [...dark, ...light.map((what) => `in the light, ${what}`), ...cut];
}

/** Serious and critical ones, each with the places where it is. */
async function seriousFindings(axe: AxeBuilder): Promise<readonly string[]> {
  // Its usual mode opens a page of its own, which Electron does not allow.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ help, nodes }) => `${help}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

function cutOff(window: Page): Promise<readonly string[]> {
  return window.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    return scrollWidth > innerWidth ? [`${scrollWidth} of ${innerWidth} pixels wide`] : [];
  });
}

function moving(window: Page): Promise<readonly string[]> {
  return window.evaluate(() =>
    document.getAnimations().flatMap(({ effect }) => {
      const frames = effect instanceof KeyframeEffect ? effect.getKeyframes() : [];
      return frames.some((frame) => 'transform' in frame) ? [JSON.stringify(frames)] : [];
    }),
  );
}

/** On the others stand words of the runbook, which speaks the language of its author. */
const ownWordsOnly = [
  'history',
  'verify',
  'settings-look',
  'settings-identities',
  'settings-known-hosts',
  'settings-lab',
  'cockpit-confirm',
  'cockpit-sign',
  'forms-signed',
  'recordings',
];

const english =
  /\b(Settings|Library|Runs|Commands|Keys|Needs you|People|Events|Signature|Reason|Cancel|Waiting for|Needs|Steps|Search|Choose|Comment|Prepare|Forms|Recordings|Verdict|Expected|passed|waiting|running|failed|late|Close|Copy|Open|Save|Show|Nothing)\b/g;

async function englishWords(window: Page): Promise<readonly string[]> {
  const said = await window.evaluate(() => {
    const named = [...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((element) =>
      ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
    );
    return [document.body.innerText, ...named].join('\n');
  });
  return [...new Set(said.match(english) ?? [])];
}
