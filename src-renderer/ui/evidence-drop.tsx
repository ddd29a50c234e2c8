import { ActionIcon, Loader } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { ErrorNote } from './error-note.tsx';
import classes from './evidence-drop.module.css';
import { useTexts, type Texts } from './use-texts.ts';

interface Words {
  readonly drop: string;
  readonly required: string;
  readonly pick: string;
  readonly files: (count: number) => string;
  readonly remove: (name: string) => string;
}

const texts: Texts<Words> = {
  en: {
    drop: 'Drop files, or paste a screenshot (Ctrl+V)',
    required: 'evidence is required here',
    pick: 'Choose files…',
    files: (count) => (count === 1 ? '1 file' : `${count} files`),
    remove: (name) => `Take ${name} out`,
  },
  it: {
    drop: 'Trascina qui i file o incolla una schermata (Ctrl+V)',
    required: 'qui la prova è obbligatoria',
    pick: 'Scegli i file…',
    files: (count) => (count === 1 ? '1 file' : `${count} file`),
    remove: (name) => `Togli ${name}`,
  },
};

export interface DroppedFile {
  readonly id: string;
  readonly name: string;
  readonly preview?: string | undefined;
}

export interface EvidenceDropProps {
  readonly files: readonly DroppedFile[];
  readonly storing: number;
  readonly error: unknown;
  readonly required?: boolean;
  readonly onAdd: (files: readonly File[]) => void;
  readonly onRemove: (id: string) => void;
}

/** Takes files by drop, paste and picker, and shows what was taken. Pasting works anywhere while it is shown. */
export function EvidenceDrop({ files, storing, error, required = false, onAdd, onRemove }: EvidenceDropProps) {
  const words = useTexts(texts);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  usePastedFiles(onAdd);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onAdd([...event.dataTransfer.files]);
  };
  return (
    <div
      className={classes['zone']}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={drop}
    >
      <div className={classes['line']}>
        <IconPaperclip size={16} aria-hidden />
        <span className={classes['words']}>
          {words.drop}
          {required && files.length === 0 ? <strong> · {words.required}</strong> : null}
        </span>
        <button type="button" className={classes['pick']} onClick={() => input.current?.click()}>
          {words.pick}
        </button>
        <span className={classes['count']} aria-live="polite">
          {storing > 0 ? <Loader size={12} /> : null} {words.files(files.length)}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.pick}
        onChange={(event) => {
          onAdd([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {files.length === 0 ? null : <FileList files={files} onRemove={onRemove} />}
      {error === undefined ? null : <ErrorNote error={error} />}
    </div>
  );
}

function FileList({ files, onRemove }: Pick<EvidenceDropProps, 'files' | 'onRemove'>) {
  const words = useTexts(texts);
  return (
    <ul className={classes['files']}>
      {files.map(({ id, name, preview }) => (
        <li key={id}>
          {preview === undefined ? null : <img src={preview} alt="" />}
          <span>{name}</span>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={words.remove(name)}
            onClick={() => {
              onRemove(id);
            }}
          >
            <IconX size={14} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}

function usePastedFiles(onAdd: EvidenceDropProps['onAdd']): void {
  const latest = useRef(onAdd);
  useEffect(() => {
    latest.current = onAdd;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      // A dialog may show the same files once more: they are taken once.
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('paste', paste);
    };
  }, []);
}
