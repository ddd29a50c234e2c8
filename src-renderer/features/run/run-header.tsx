/** The run's state in words, its clocks and what stops it: on every page of a run. */
export function RunHeader() {
  return null;
}
