/** What a command printed and how it ended. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null | undefined;
}

/** Lines of both streams with everything that is another on another machine put as a word, each once, and the exit. */
export interface OutputShape {
  readonly lines: readonly string[];
  readonly exit: number | null | undefined;
}

const words: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/gi, 'MAC'],
  [/\b\d+(?:\.\d+){3}\b/g, 'ADDRESS'],
  [/\[(tcp|udp)\/[^\]]*\]/g, '[$1/SERVICE]'],
  [/\d+(?:[.,]\d+)*/g, 'N'],
  [/[ \t]+/g, ' '],
];

/** The shape of an output; `names` are words of this machine alone (hosts, users), longest first where one holds another. */
export function shapeOf({ stdout, stderr, exit }: Printed, names: readonly string[] = []): OutputShape {
  const plain = names.reduce((text, name) => text.replace(asWord(name), 'NAME'), `${stdout}\n${stderr}`);
  const lines = words.reduce((text, [of, word]) => text.replace(of, word), plain).split('\n');
  return { lines: [...new Set(lines.map((line) => line.trim()).filter(Boolean))], exit };
}

/** Lines of the imitation that the real thing never prints, and the exit where it differs; empty: a script cannot tell them apart. */
export function foreignTo(real: OutputShape, imitated: OutputShape): readonly string[] {
  const foreign = imitated.lines.filter((line) => !real.lines.includes(line));
  const silent = imitated.lines.length === 0 && real.lines.length > 0;
  return [
    ...foreign,
    ...(silent ? ['prints nothing'] : []),
    ...(imitated.exit === real.exit ? [] : [`exit ${imitated.exit ?? 'none'}, really ${real.exit ?? 'none'}`]),
  ];
}

function asWord(name: string): RegExp {
  return new RegExp(String.raw`\b${name.replaceAll('.', String.raw`\.`)}\b`, 'g');
}
