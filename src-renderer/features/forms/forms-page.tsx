export interface FormsPageProps {
  /** A form or case that the route names. */
  readonly item: string | undefined;
}

export function FormsPage({ item }: FormsPageProps) {
  return <div>{item}</div>;
}
