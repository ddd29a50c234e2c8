/** Preflight, the frozen plan, approval and start of a run that was made. */
export function PreparePage() {
  return null;
}
