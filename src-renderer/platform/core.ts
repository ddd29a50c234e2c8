import { connectPort } from './connect-port.ts';
import { createCoreLink } from './core-link.ts';

/** This window's line to the core. */
export const core = createCoreLink(connectPort);
