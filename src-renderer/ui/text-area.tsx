import { Textarea } from '@mantine/core';

export interface TextAreaProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean;
  /** Has the keyboard as soon as it is shown. */
  readonly atOnce?: boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A text of a person that grows with what they write. */
export function TextArea({ label, hint, required = false, atOnce = false, value, onChange }: TextAreaProps) {
  return (
    <Textarea
      label={label}
      description={hint}
      required={required}
      autosize
      autoFocus={atOnce}
      minRows={1}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
