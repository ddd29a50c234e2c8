import {
  IconBell,
  IconChecklist,
  IconClock,
  IconEye,
  IconFileArrowRight,
  IconHandClick,
  IconHelpSquare,
  IconSignature,
  IconTerminal,
  IconTerminal2,
  IconTestPipe,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';
import type { StepKind } from '../../../src-shared/runbook/step-schema.ts';

/** What a step does, at a glance; the word always stands beside it. */
export const stepIcons: Readonly<Record<StepKind, Icon>> = {
  run: IconTerminal2,
  terminal: IconTerminal,
  check: IconEye,
  manual: IconHandClick,
  form: IconChecklist,
  test: IconTestPipe,
  wait: IconClock,
  dns: IconWorld,
  copy: IconFileArrowRight,
  choose: IconHelpSquare,
  sign: IconSignature,
  notify: IconBell,
};
