import { expect, type Page } from '@playwright/test';
import { test } from './app-test.ts';
import { keyboardOf } from './keyboard.ts';

test('the practice lab in the settings: started, pressed, broken, powered and begun anew, by keyboard', async ({
  window,
}) => {
  const keys = keyboardOf(window);
  const press = async (name: string | RegExp): Promise<void> => {
    await keys.tabTo(window.getByRole('button', { name, exact: typeof name === 'string' }));
    await keys.press('Enter');
  };
  await openLab(window);
  await press('Start TVox');
  await expect(window.getByText(/^standby since/)).toBeVisible();
  await press('OCC of the client: Activate');
  await expect(window.getByRole('alert')).toHaveText(/Split brain/);
  await press('Cut the mains: voice-a');
  await press('Cut the mains: voice-b');
  await expect(window.getByRole('row', { name: /^voice-b .* off/ })).toBeVisible();
  await expect(window.getByRole('alert')).toBeHidden();
  await window.getByRole('combobox', { name: 'Fault of voice-c' }).selectOption('slow');
  await keys.write(window.getByRole('textbox', { name: 'Value of the fault of voice-c' }), '50');
  await keys.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Value of the fault of voice-c' })).toHaveValue('50');
  await press('Begin anew…');
  await window.getByRole('dialog').getByRole('button', { name: 'Begin anew' }).click();
  await expect(window.getByText('tvox begins anew')).toBeVisible();
  await expect(window.getByText(/^standby since/)).toBeVisible();
  await expect(window.getByRole('combobox', { name: 'Fault of voice-c' })).toHaveValue('none');
  await press('Stop the lab');
  await expect(window.getByRole('button', { name: 'Start TVox' })).toBeVisible();
});

async function openLab(window: Page): Promise<void> {
  await window
    .getByRole('link', { name: 'Settings' })
    .or(window.getByRole('button', { name: 'Settings' }))
    .click();
  await window.getByRole('tab', { name: 'Practice lab' }).click();
}
