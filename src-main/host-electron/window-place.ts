import { screen, type BrowserWindow, type Rectangle } from 'electron';
import type { Kept, WindowPlace } from './kept.ts';

const smallest = { width: 960, height: 600 };
const usual = { width: 1280, height: 800 };
/** Resizing by hand moves the edge many times a second; the place is kept when the hand rests, in milliseconds. */
const restMs = 400;

/** Where the window was, as options of a new one; a place on a screen that is gone is not gone back to. */
export function placeOptions(
  kept: Kept,
): Partial<Rectangle> & { readonly minWidth: number; readonly minHeight: number } {
  const place = kept.get('place');
  const least = { minWidth: smallest.width, minHeight: smallest.height };
  if (place === null) return { ...least, ...usual };
  const { x, y, width, height } = place;
  return isSeen(place) ? { ...least, x, y, width, height } : { ...least, width, height };
}

/** Keeps the place up to date, and makes the window as big as it was. */
export function rememberPlace(window: BrowserWindow, kept: Kept): void {
  if (kept.get('place')?.maximized === true) window.maximize();
  let timer: NodeJS.Timeout | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized()) return;
    kept.set('place', { ...window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, restMs);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', keep);
}

/** Enough of it lies on a screen to be seen and dragged. */
function isSeen({ x, y, width, height }: WindowPlace): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const across = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
    const down = Math.min(y + height, workArea.y + workArea.height) - Math.max(y, workArea.y);
    return across >= 200 && down >= 100;
  });
}
