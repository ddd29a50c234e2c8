import { PasswordInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { pinTexts } from './pin-texts.ts';
import { useTexts } from './use-texts.ts';

export interface PinFieldsProps {
  readonly name: string;
  /** This person has set a PIN here; undefined while that is not known. */
  readonly known: boolean | undefined;
  readonly pin: string;
  readonly again: string;
  readonly onPin: (pin: string) => void;
  readonly onAgain: (again: string) => void;
  /** The keyboard goes to the first field as soon as it is there. */
  readonly atOnce?: boolean;
}

/** A PIN that is given, or chosen twice: nobody could mend a slip in a new one. */
export function PinFields({ name, known, pin, again, onPin, onAgain, atOnce = false }: PinFieldsProps) {
  const words = useTexts(pinTexts);
  const first = useRef<HTMLInputElement>(null);
  const there = known !== undefined;
  useEffect(() => {
    if (atOnce && there) first.current?.focus();
  }, [atOnce, there]);
  if (known === undefined) return null;
  const differs = again !== '' && again !== pin;
  return (
    <>
      <PasswordInput
        ref={first}
        label={known ? words.pin(name) : words.newPin(name)}
        description={known ? undefined : words.newPinHint(name)}
        value={pin}
        autoComplete="off"
        onChange={(event) => {
          onPin(event.currentTarget.value);
        }}
      />
      {known ? null : (
        <PasswordInput
          label={words.newPinAgain(name)}
          value={again}
          autoComplete="off"
          error={differs ? words.differ : undefined}
          onChange={(event) => {
            onAgain(event.currentTarget.value);
          }}
        />
      )}
    </>
  );
}

/** Why the PIN cannot be sent as it stands, in one sentence; undefined when it can. */
export function pinFault(
  words: (typeof pinTexts)['en'],
  { known, pin, again }: Pick<PinFieldsProps, 'known' | 'pin' | 'again'>,
): string | undefined {
  if (pin.length < 4) return words.short;
  return known === false && pin !== again ? words.differ : undefined;
}
