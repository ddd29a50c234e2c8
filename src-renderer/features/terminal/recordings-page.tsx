/** Every recording of the run, replayed with seek and speed. */
export function RecordingsPage() {
  return null;
}
