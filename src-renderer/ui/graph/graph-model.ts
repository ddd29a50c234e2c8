import type { StepState } from '../../../src-shared/run/state.ts';

/** A phase as a lane of the graph, in the order of the runbook. */
export interface GraphPhase {
  readonly id: string;
  readonly title: string;
}

/** A step as a node of the graph. */
export interface GraphStep {
  readonly id: string;
  readonly title: string;
  /** Id of its phase; a step of a phase that is not given is not drawn. */
  readonly phase: string;
  /** Ids of steps; those of other phases draw no line, because phases are barriers anyway. */
  readonly needs: readonly string[];
  /** Undefined in a runbook that is not running. */
  readonly state?: StepState | undefined;
  /** Cases of the form that stand at FAIL. */
  readonly fails?: number | undefined;
  /** Where it acts, in few words: `2 hosts`, `master`. */
  readonly where?: string | undefined;
  /** Expected, in milliseconds. */
  readonly takesMs?: number | undefined;
  readonly destructive: boolean;
}

export interface StepGraphProps {
  readonly phases: readonly GraphPhase[];
  readonly steps: readonly GraphStep[];
  readonly selected: string | undefined;
  /** By click or arrow key. */
  readonly onSelect: (id: string) => void;
  /** By Enter or double click. */
  readonly onOpen?: ((id: string) => void) | undefined;
  /** Steps of the critical path in order; found from needs and expected times where it is not given. */
  readonly critical?: readonly string[] | undefined;
}
