const parameter = /\{\{\s*params\.(\w+)\s*\}\}/g;

/** A text with the defaults of the parameters that it names, for who looks at a runbook without values. */
export function defaultedText(text: string, parameters: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(parameter, (whole, name: string) => {
    const one = parameters[name];
    const value = typeof one === 'object' && one !== null && 'default' in one ? one.default : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}
