import type { ProbeSpan } from '../../../src-shared/run/probes-state.ts';
import classes from './outage-meter.module.css';

/** Units of the drawing; it is stretched to the room that there is. */
const width = 1000;
/** The narrowest that an outage is drawn, so that one of a second in a night is seen. */
const narrowest = 12;

export interface OutageLineProps {
  readonly spans: readonly ProbeSpan[];
  /** Milliseconds since 1970 at which the line begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** A line where the service answered, a block where it was out, a dashed box where nobody looked: told apart without colour. */
export function OutageLine({ spans, from, to }: OutageLineProps) {
  const length = Math.max(1000, to - from);
  const at = (iso: string): number => Math.min(Math.max(0, (Date.parse(iso) - from) / length), 1) * width;
  return (
    <svg viewBox={`0 0 ${width} 14`} preserveAspectRatio="none" className={classes['line']} aria-hidden>
      {spans.map((span) => {
        const least = span.is === 'down' ? narrowest : 1;
        const x = Math.min(at(span.from), width - least);
        const wide = Math.max(least, at(span.to) - x);
        const [y, height] = span.is === 'up' ? [6, 3] : span.is === 'down' ? [0, 14] : [3, 8];
        return <rect key={span.from + span.is} data-is={span.is} x={x} y={y} width={wide} height={height} />;
      })}
    </svg>
  );
}
