import { expect, test } from 'vitest';
import { parseDocument } from './parse-document.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const told = (data: Uint8Array): readonly string[] => {
  const { problems } = parseDocument(data, 'f');
  return problems.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
};

const letters = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${letters
  .map(
    (name, index) =>
      `${name}: &${name} [${Array(9)
        .fill(`*${letters[index - 1] ?? 'a'}`)
        .join(',')}]`,
  )
  .join('\n')}\n`;
const wide = `a: &a [${'1,'.repeat(5000)}]\n${Array.from({ length: 50 }, (_, index) => `k${index}: *a`).join('\n')}\n`;

const hostile: readonly (readonly [string, Uint8Array, readonly string[]])[] = [
  [
    'over 1 MiB',
    new Uint8Array(1024 * 1024 + 1).fill(0x61),
    ['1:1 yaml.too-large The file has 1048577 bytes; at most 1048576 (1 MiB) are read'],
  ],
  ['alias bomb', bytes(bomb), ['3:8 yaml.aliases More than 100 alias expansions']],
  ['wide aliases', bytes(wide), ['1:9968 yaml.aliases Aliases copy more than 100000 values']],
  ['an alias in itself', bytes('a: &a [*a]\n'), ['1:8 yaml.aliases The alias `*a` holds itself']],
  ['a stray alias', bytes('a: *b\n'), ['1:4 yaml.aliases No anchor `&b` stands before this alias']],
  [
    '20,000 deep, flow',
    bytes('a: ' + '['.repeat(20_000) + ']'.repeat(20_000)),
    ['1:203 yaml.too-deep The document nests far deeper than any runbook'],
  ],
  [
    '20,000 deep, block',
    bytes('- '.repeat(20_000)),
    ['1:400 yaml.too-deep The document nests far deeper than any runbook'],
  ],
  [
    '500,000 open brackets',
    bytes('{'.repeat(500_000)),
    ['1:201 yaml.too-deep The document nests far deeper than any runbook'],
  ],
  ['duplicate key', bytes('a: 1\nb: 2\na: 3\n'), ['3:1 yaml.duplicate-key `a` stands here a second time']],
  [
    '__proto__',
    bytes('a:\n  __proto__: { x: 1 }\n'),
    ['2:3 yaml.value The key `__proto__` is refused: no document of ours has it'],
  ],
  ['NUL', bytes('a: "é\0"\n'), ['1:6 yaml.encoding There is a NUL here; a runbook is text']],
  ['escaped NUL', bytes('a: "\\0"\n'), ['1:4 yaml.value The text holds a NUL, which no script can take']],
  [
    'control character',
    bytes('a: \x1b[2J\n'),
    ['1:4 yaml.encoding There is the control character U+1B here; a runbook is text'],
  ],
  [
    'invalid UTF-8',
    Uint8Array.of(0x61, 0x3a, 0x0a, 0x62, 0xff, 0x63),
    ['2:2 yaml.encoding Byte 5 (0xFF) is no UTF-8 here; save the file as UTF-8'],
  ],
  [
    'cut off in a character',
    Uint8Array.of(0x61, 0x3a, 0x20, 0xc3),
    ['1:4 yaml.encoding Byte 4 (0xC3) is no UTF-8 here; save the file as UTF-8'],
  ],
  ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0x00), ['1:1 yaml.encoding The file is UTF-16; save it as UTF-8']],
  ['tab', bytes('a:\n\tb: 1\n'), ['2:1 yaml.syntax A tab stands in the indentation; YAML allows only spaces there']],
  [
    'two documents',
    bytes('a: 1\n---\nb: 2\n'),
    ['2:1 yaml.syntax A second YAML document begins here; a file holds one'],
  ],
  ['YAML 1.1', bytes('%YAML 1.1\n---\na: yes\n'), ['1:1 yaml.syntax The file asks for another YAML than 1.2']],
  ['lone surrogate', bytes('a: "\\ud800"\n'), ['1:4 yaml.value The text holds half of a surrogate pair']],
  [
    'too large a number',
    bytes('a: [9007199254740991, -9007199254740992]\n'),
    ['1:23 yaml.value -9007199254740992 is beyond ±(2^53-1): put it in quotes'],
  ],
  [
    'no number',
    bytes('a: .nan\nb: -.inf\n'),
    ['1:4 yaml.value `.nan` is no number to work with', '2:4 yaml.value `-.inf` is no number to work with'],
  ],
  ['a map as key', bytes('? { a: 1 }\n: 2\n'), ['1:3 yaml.value A key must be plain text']],
  [
    'a tag of another world',
    bytes('a: !!js/function x\n'),
    ['1:4 yaml.syntax Unresolved tag: tag:yaml.org,2002:js/function'],
  ],
];

test.each(hostile)('refuses, in under a second: %s', (_name, data, problems) => {
  const started = performance.now();
  expect(told(data)).toEqual(problems);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('reads plain values without a prototype, and knows where they are', () => {
  const text = '\ufeffa: &x { b: "😀", c: [1, 0x10, 1.5] }\n"😀": *x\nd:\n';
  const { value, problems, place } = parseDocument(bytes(text), 'f');
  const where = (path: readonly (string | number)[], at: 'key' | 'value' | 'start'): string => {
    const { line, column, path: shown } = place({ path, at, code: 'runbook.value', severity: 'error', message: '' });
    return `${shown} ${line}:${column}`;
  };
  expect({
    json: JSON.stringify(value),
    prototype: Object.getPrototypeOf(value) as unknown,
    problems,
    places: [
      where(['a', 'c', 2], 'value'),
      where(['😀'], 'value'),
      where(['😀', 'c'], 'key'),
      where(['d'], 'key'),
      where(['e', 'f'], 'start'),
    ],
  }).toEqual({
    json: '{"a":{"b":"😀","c":[1,16,1.5]},"😀":{"b":"😀","c":[1,16,1.5]},"d":null}',
    prototype: null,
    problems: [],
    places: ['a.c[2] 1:30', '😀 2:6', '😀.c 1:17', 'd 3:1', 'e.f 1:1'],
  });
});

test('an alias means the last anchor before it, also where it is copied later', () => {
  const { value } = parseDocument(bytes('&k a: &x 1\nb: &y [*x]\nc: &x 2\nd: *y\ne: *x\nf: *k\n'), 'f');
  expect(JSON.stringify(value)).toBe('{"a":1,"b":[1],"c":2,"d":[1],"e":2,"f":"a"}');
});

test('what follows from the first word of the parser on a place is not said, and it quotes no page', () => {
  const [first, quoted] = told(bytes(`a: 1\n}${'x y z '.repeat(200)}\n`));
  expect([told(bytes('a: { b: "c\nd: e\n')), first, quoted?.slice(0, 60), quoted?.endsWith('…')]).toEqual([
    ['3:1 yaml.syntax Missing closing "quote'],
    '2:1 yaml.syntax Unexpected flow-map-end token in YAML stream: "}"',
    '2:2 yaml.syntax Unexpected scalar token in YAML stream: "x y',
    true,
  ]);
});
