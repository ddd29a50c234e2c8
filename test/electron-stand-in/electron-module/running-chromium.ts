import type { Chromium } from '../chromium.ts';

const started = Promise.withResolvers<Chromium>();

/** The browser that shows the windows, once it is up. */
export const runningChromium: Promise<Chromium> = started.promise;

export const setRunningChromium = started.resolve;
