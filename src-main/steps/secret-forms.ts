/** Shorter secrets are masked as they stand only: parts of their encoded forms would be found in any text. */
const leastBytes = 6;
/** A line of a longer secret (a key, a certificate) counts by itself from so many characters on. */
const leastLine = 16;

/**
 * The byte strings to look for, for these secrets: each as it stands, and as programs commonly print it: with CRLF, as
 * lines, quoted by a shell's `set -x`, in a URL, in JSON, in XML, as hex, and inside Base64, whatever stands before it
 * there. The first and last character of a Base64 run hold bits of their neighbours and stay. Longest first.
 */
export function secretForms(secrets: readonly string[]): readonly Buffer[] {
  const texts = new Set(secrets.flatMap((secret) => [secret, ...textForms(secret)]));
  texts.delete('');
  return [...texts].map((text) => Buffer.from(text)).sort((a, b) => b.length - a.length);
}

function textForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const encoded =
    bytes.length < leastBytes ? [] : [hex, hex.toUpperCase(), ...[0, 1, 2].flatMap((at) => base64At(bytes, at))];
  return [
    secret.replaceAll('\n', '\r\n'),
    ...secret.split(/\r?\n/).filter((line) => line.length >= leastLine),
    // bash and dash differ in how they write a quote within quotes.
    secret.replaceAll("'", String.raw`'\''`),
    secret.replaceAll("'", `'"'"'`),
    ...urlForms(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    ...encoded,
  ];
}

function urlForms(secret: string): readonly string[] {
  const component = encodeURIComponent(secret.toWellFormed());
  const strict = component.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return [component, strict, strict.replaceAll('%20', '+')].flatMap((form) => [
    form,
    form.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
  ]);
}

/** The characters that depend on nothing but these bytes when `before` (0 to 2) other bytes stand before them in their group. */
function base64At(bytes: Buffer, before: number): readonly string[] {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  const own = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
}
