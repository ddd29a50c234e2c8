import { homedir, hostname } from 'node:os';
import type { Clock, Installation } from '../engine/ports.ts';
import { dataFolder } from '../journal/data-folder.ts';
import { openInstallation } from '../journal/installation.ts';
import { systemClock } from './system-clock.ts';

/** Where this user's runs, keys and practice lab are. */
export function ownDataFolder(): string {
  return dataFolder({ env: process.env, platform: process.platform, home: homedir() });
}

/** The keys that this user's runs are sealed and reports are signed with, made at the first start. */
export function openOwnInstallation(clock: Clock = systemClock): Promise<Installation> {
  return openInstallation(ownDataFolder(), hostname(), clock.now());
}
