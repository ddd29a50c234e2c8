import { expect, type Locator, type Page } from '@playwright/test';

/** A person whose mouse stayed at home. */
export interface Keyboard {
  press(...keys: readonly string[]): Promise<void>;
  /** Goes on with Tab until the keyboard is at the control; fails where Tab never comes there. */
  tabTo(control: Locator): Promise<void>;
  /** Goes to a field and writes into it. */
  write(field: Locator, text: string): Promise<void>;
  /** Finds a command of the palette by its words, and does it. */
  command(words: string): Promise<void>;
}

/** No screen may have more stops than that on the way to anything. */
const mostStops = 150;

export function keyboardOf(window: Page): Keyboard {
  const { keyboard } = window;
  const isAt = (control: Locator): Promise<boolean> =>
    control.evaluate((element) => element === document.activeElement);
  const press: Keyboard['press'] = async (...keys) => {
    for (const key of keys) await keyboard.press(key);
  };
  const tabTo: Keyboard['tabTo'] = async (control) => {
    await expect(control).toBeVisible();
    for (let stops = 0; !(await isAt(control)); stops += 1) {
      if (stops > mostStops) throw new Error(`Tab does not lead to ${String(control)}`);
      await keyboard.press('Tab');
    }
  };
  return {
    press,
    tabTo,
    write: async (field, text) => {
      await tabTo(field);
      await keyboard.press('ControlOrMeta+a');
      await keyboard.type(text);
    },
    command: async (words) => {
      await keyboard.press('Control+k');
      await expect(window.getByRole('textbox', { name: 'What do you want to do?' })).toBeFocused();
      await keyboard.type(words);
      await keyboard.press('Enter');
    },
  };
}
