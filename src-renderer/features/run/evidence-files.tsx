import { IconFile } from '@tabler/icons-react';
import { byteSize } from '../../../src-shared/report/format.ts';
import type { EvidenceRef } from '../../../src-shared/run/facts.ts';
import { useCall } from '../../state/use-call.ts';
import { useRun } from '../../state/run-context.tsx';
import classes from './evidence-files.module.css';

const pictures: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};
/** A bigger picture is named, not fetched, to be shown as big as a stamp. */
const largestPreview = 4 * 1024 * 1024;

/** Files of people in the record, pictures as pictures. */
export function EvidenceFiles({ files }: { readonly files: readonly EvidenceRef[] }) {
  if (files.length === 0) return null;
  return (
    <ul className={classes['files']}>
      {files.map((file) => {
        const type = pictures[file.name.split('.').at(-1)?.toLowerCase() ?? ''];
        return (
          <li key={file.sha256} title={`SHA-256 ${file.sha256}`}>
            {type === undefined || file.bytes > largestPreview ? (
              <IconFile size={16} aria-hidden />
            ) : (
              <Picture file={file} type={type} />
            )}
            <span>{file.name}</span>
            <span className={classes['size']}>{byteSize(file.bytes)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Picture({ file, type }: { readonly file: EvidenceRef; readonly type: string }) {
  const run = useRun(({ opened }) => opened.run);
  const [read] = useCall('evidence.read', { run, file: file.file });
  if (read.kind !== 'there') return <IconFile size={16} aria-hidden />;
  return <img src={`data:${type};base64,${read.value.base64}`} alt={file.name} />;
}
