import { clockText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { recordingsTexts } from './recordings-texts.ts';
import type { RunRecording } from './run-recordings.ts';
import classes from './typed-list.module.css';

export interface TypedListProps {
  readonly recording: RunRecording;
  readonly position: number;
  readonly onSeek: (ms: number) => void;
}

/** What a person typed, line by line, apart from what the host showed; a line leads to its moment. */
export function TypedList({ recording: { typed, typedLeftOut, at }, position, onSeek }: TypedListProps) {
  const words = useTexts(recordingsTexts);
  const began = Date.parse(at);
  const lines = typed.map(({ text, at: when }) => ({ text, ms: Math.max(0, Date.parse(when) - began) }));
  const present = lines.findLastIndex(({ ms }) => ms <= position);
  return (
    <div className={classes['typed']}>
      <h2>{words.typed}</h2>
      {lines.length === 0 ? <p>{words.typedNone}</p> : null}
      <ol>
        {lines.map(({ text, ms }, index) => (
          <li key={index}>
            <button type="button" aria-current={index === present} onClick={() => onSeek(ms)}>
              <time>{clockText(ms)}</time>
              <code>{text}</code>
            </button>
          </li>
        ))}
      </ol>
      {typedLeftOut === 0 ? null : <p>{words.typedLeftOut(typedLeftOut)}</p>}
    </div>
  );
}
