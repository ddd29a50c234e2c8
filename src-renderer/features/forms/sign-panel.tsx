export interface SignPanelProps {
  readonly subject: string;
  readonly role: string;
}

export function SignPanel({ subject }: SignPanelProps) {
  return <div>{subject}</div>;
}
