import type { Attachments } from '../../state/use-attachments.ts';
import { EvidenceDrop } from '../../ui/evidence-drop.tsx';

export interface TaskEvidenceProps {
  readonly attachments: Attachments;
  readonly required: boolean;
}

/** The files that go with what a person says of a step. */
export function TaskEvidence({ attachments, required }: TaskEvidenceProps) {
  const { files, storing, error, add, remove } = attachments;
  const shown = files.map(({ ref, preview }) => ({ id: ref.sha256, name: ref.name, preview }));
  return (
    <EvidenceDrop files={shown} storing={storing} error={error} required={required} onAdd={add} onRemove={remove} />
  );
}
