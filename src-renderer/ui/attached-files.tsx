import type { Attachments } from '../state/use-attachments.ts';
import { EvidenceDrop } from './evidence-drop.tsx';

export interface AttachedFilesProps {
  readonly of: Attachments;
  readonly required?: boolean;
}

/** The files that a person gives with an answer. */
export function AttachedFiles({ of, required = false }: AttachedFilesProps) {
  return (
    <EvidenceDrop
      files={of.files.map(({ ref, preview }) => ({ id: ref.sha256, name: ref.name, preview }))}
      storing={of.storing}
      error={of.error}
      required={required}
      onAdd={of.add}
      onRemove={of.remove}
    />
  );
}
