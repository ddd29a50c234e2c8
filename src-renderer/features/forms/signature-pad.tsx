import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import Pad from 'signature_pad';
import type { SignOff } from '../../../src-shared/run/facts.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { signTexts } from './forms-texts.ts';
import classes from './sign-panel.module.css';

export type Strokes = NonNullable<SignOff['drawn']>;

export interface SignaturePadProps {
  readonly onChange: (strokes: Strokes) => void;
}

/** Points in units of the box (0..1), rounded: what is kept is the line, not how fast the hand was. */
function strokesOf(pad: Pad, { clientWidth, clientHeight }: HTMLCanvasElement): Strokes {
  const unit = (value: number, size: number): number => Math.round((value / Math.max(1, size)) * 10_000) / 10_000;
  return pad
    .toData()
    .map(({ points }) => points.map(({ x, y }) => [unit(x, clientWidth), unit(y, clientHeight)] as const));
}

/** A box to draw a signature in, three times as wide as it is high, as it prints. */
export function SignaturePad({ onChange }: SignaturePadProps) {
  const words = useTexts(signTexts);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<Pad>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    const box = canvas.current;
    if (box === null) return undefined;
    // Drawn at the screen's own resolution; the strokes are in units of the box either way.
    const ratio = window.devicePixelRatio;
    box.width = box.clientWidth * ratio;
    box.height = box.clientHeight * ratio;
    box.getContext('2d')?.scale(ratio, ratio);
    const made = new Pad(box, { penColor: '#11335f', backgroundColor: '#ffffff' });
    pad.current = made;
    made.addEventListener('endStroke', () => {
      latest.current(strokesOf(made, box));
    });
    return () => {
      made.off();
      pad.current = null;
    };
  }, []);
  return (
    <div className={classes['drawing']}>
      <canvas ref={canvas} className={classes['pad']} aria-label={words.drawHint} role="img" />
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          pad.current?.clear();
          onChange([]);
        }}
      >
        {words.clear}
      </Button>
    </div>
  );
}
