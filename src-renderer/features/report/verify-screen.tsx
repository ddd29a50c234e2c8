import { Button, Loader } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type RefObject } from 'react';
import type { VerifiedFile } from '../../../src-shared/rpc/desk-calls.ts';
import type { CallParams } from '../../../src-shared/rpc/calls.ts';
import { core } from '../../platform/core.ts';
import { base64Of } from '../../state/use-attachments.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { usePathPicker } from '../../ui/path-picker.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { verifyWords } from './report-texts.ts';
import { VerifiedResult } from './verified-result.tsx';
import classes from './verify-screen.module.css';

type Looked =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking'; readonly name: string }
  | { readonly kind: 'there'; readonly found: VerifiedFile }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Checks a report that somebody brings, without a word to anybody else. */
export function VerifyScreen() {
  const words = useTexts(verifyWords);
  const [looked, setLooked] = useState<Looked>({ kind: 'idle' });
  const [over, setOver] = useState(false);
  const picker = usePathPicker();
  const input = useRef<HTMLInputElement>(null);
  const verify = async (name: string, params: () => Promise<CallParams<'report.verify'>>): Promise<void> => {
    setLooked({ kind: 'looking', name });
    try {
      setLooked({ kind: 'there', found: await core.call('report.verify', await params()) });
    } catch (error) {
      setLooked({ kind: 'failed', error });
    }
  };
  const file = (one: File | undefined): void => {
    if (one !== undefined) void verify(one.name, async () => ({ name: one.name, base64: await base64Of(one) }));
  };
  const folder = async (): Promise<void> => {
    const path = await picker.pick({ kind: 'folder', title: words.chooseServer });
    if (path !== null) await verify(path, () => Promise.resolve({ file: path }));
  };
  return (
    <Screen title={words.title} lead={words.lead}>
      <div
        className={classes['zone']}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setOver(false);
          file(event.dataTransfer.files[0]);
        }}
      >
        <IconFileCheck size={36} stroke={1.4} aria-hidden />
        <p>{words.drop}</p>
        <div className={classes['buttons']}>
          <Button onClick={() => input.current?.click()}>{words.choose}</Button>
          <Button variant="default" onClick={folder}>
            {words.chooseServer}
          </Button>
        </div>
        <FileInput input={input} onFile={file} />
      </div>
      <div aria-live="polite">
        <Result looked={looked} />
      </div>
      {picker.dialog}
    </Screen>
  );
}

interface FileInputProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onFile: (file: File | undefined) => void;
}

function FileInput({ input, onFile }: FileInputProps) {
  const words = useTexts(verifyWords);
  return (
    <input
      ref={input}
      type="file"
      hidden
      aria-label={words.choose}
      onChange={(event) => {
        onFile(event.currentTarget.files?.[0]);
        event.currentTarget.value = '';
      }}
    />
  );
}

function Result({ looked }: { readonly looked: Looked }) {
  const words = useTexts(verifyWords);
  if (looked.kind === 'looking') {
    return (
      <p className={classes['looking']}>
        <Loader size="sm" /> {words.looking(looked.name)}
      </p>
    );
  }
  if (looked.kind === 'failed') return <ErrorNote error={looked.error} />;
  return looked.kind === 'there' ? <VerifiedResult found={looked.found} /> : null;
}
