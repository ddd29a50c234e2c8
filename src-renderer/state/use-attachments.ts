import { useCallback, useState } from 'react';
import type { EvidenceRef } from '../../src-shared/run/facts.ts';
import { core } from '../platform/core.ts';
import { useRun } from './run-context.tsx';

/** A file of a person that is in the run's evidence store, ready to be named by a command. */
export interface Attachment {
  readonly ref: EvidenceRef;
  /** For pictures: an address that only this window knows. */
  readonly preview?: string;
}

export interface Attachments {
  readonly files: readonly Attachment[];
  readonly refs: readonly EvidenceRef[];
  /** How many are still being stored. */
  readonly storing: number;
  readonly error: unknown;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (sha256: string) => void;
  readonly clear: () => void;
}

/** The core takes a frame of 48 Mi characters; base64 makes three bytes four. */
const largest = 32 * 1024 * 1024;

/**
 * Files that a person drops, pastes or picks: durable in the run's folder as soon as they are listed here. `kept` are
 * those of a draft that was left and taken up again.
 */
export function useAttachments(kept: readonly Attachment[] = []): Attachments {
  const run = useRun(({ opened }) => opened.run);
  const [files, setFiles] = useState<readonly Attachment[]>(kept);
  const [storing, setStoring] = useState(0);
  const [error, setError] = useState<unknown>(undefined);
  const add = useCallback(
    (given: readonly File[]) => {
      setError(undefined);
      for (const file of given) {
        setStoring((count) => count + 1);
        store(run, file)
          .then((one) => {
            // The same file twice is one piece of evidence.
            setFiles((all) => [...all.filter(({ ref }) => ref.sha256 !== one.ref.sha256), one]);
          }, setError)
          .finally(() => {
            setStoring((count) => count - 1);
          });
      }
    },
    [run],
  );
  const remove = useCallback((sha256: string) => {
    setFiles((all) => all.filter(({ ref }) => ref.sha256 !== sha256));
  }, []);
  const clear = useCallback(() => {
    setFiles([]);
  }, []);
  return { files, refs: files.map(({ ref }) => ref), storing, error, add, remove, clear };
}

async function store(run: Parameters<typeof core.call<'evidence.put'>>[1]['run'], file: File): Promise<Attachment> {
  if (file.size > largest) throw new Error(`${file.name} has more than 32 MiB: attach a smaller one, or a part of it.`);
  const base64 = await base64Of(file);
  const ref = await core.call('evidence.put', { run, name: file.name === '' ? 'pasted.png' : file.name, base64 });
  return file.type.startsWith('image/') ? { ref, preview: URL.createObjectURL(file) } : { ref };
}

/** Bytes of a file as base64, without the browser building a string per byte. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      // As a data URL it is text, never a buffer.
      resolve((reader.result as string).replace(/^data:[^,]*,/, ''));
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('The file cannot be read.'));
    };
    reader.readAsDataURL(file);
  });
}
