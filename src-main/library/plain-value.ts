import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type Node,
  type Scalar,
} from 'yaml';
import type { DocumentPath, ProblemCode } from '../../src-shared/runbook/finding.ts';
import { keyText } from './locate.ts';

/** A value that is refused, at a UTF-16 offset of the file. */
interface ValueFault {
  readonly code: ProblemCode;
  readonly message: string;
  readonly offset: number;
  readonly path: DocumentPath;
}

const maxAliases = 100;
/** Values that aliases may add altogether: a hundred copies of half a file would cost more than the file. */
const maxCopied = 100_000;

class TooMany extends Error {}

/**
 * The document as plain values: null-prototype objects, numbers that JavaScript holds exactly, texts without lone
 * surrogates. The value is undefined where aliases are too many, stray, or in a circle.
 */
export function plainValue(document: Document.Parsed): {
  readonly value: unknown;
  readonly faults: readonly ValueFault[];
} {
  const reader = new Reader();
  try {
    return { value: reader.convert(document.contents, [], []), faults: reader.faults };
  } catch (thrown) {
    if (thrown instanceof TooMany) return { value: undefined, faults: reader.faults };
    throw thrown;
  }
}

/** `open` holds the anchors that are being copied: an alias to one of them would never end. */
class Reader {
  readonly faults: ValueFault[] = [];
  /** The last node of each anchor so far: `Alias.resolve` would walk the whole document for every alias. */
  readonly #anchors = new Map<string, Node>();
  readonly #sources = new Map<Alias, Node>();
  #aliases = 0;
  #copied = 0;

  convert(node: unknown, path: DocumentPath, open: readonly Node[]): unknown {
    if (open.length > 0) this.#copied += 1;
    if (this.#copied > maxCopied) this.#stop(`Aliases copy more than ${maxCopied} values`, node, path);
    if (isAlias(node)) return this.#alias(node, path, open);
    // A copy comes later than what it is a copy of, and must not pass for the place where an anchor stands.
    if (open.length === 0) this.#note(node);
    if (isScalar(node)) return this.#scalar(node, path);
    if (isSeq(node)) return node.items.map((item, index) => this.convert(item, [...path, index], open));
    if (isMap(node)) return this.#object(node.items, path, open);
    return null;
  }

  #alias(node: Alias, path: DocumentPath, open: readonly Node[]): unknown {
    this.#aliases += 1;
    if (this.#aliases > maxAliases) this.#stop(`More than ${maxAliases} alias expansions`, node, path);
    // In a copy an alias means what it meant where it stands.
    const source = this.#sources.get(node) ?? this.#anchors.get(node.source);
    if (source === undefined) return this.#stop(`No anchor \`&${node.source}\` stands before this alias`, node, path);
    this.#sources.set(node, source);
    if (open.includes(source)) return this.#stop(`The alias \`*${node.source}\` holds itself`, node, path);
    return this.convert(source, path, [...open, source]);
  }

  #object(items: readonly unknown[], path: DocumentPath, open: readonly Node[]): unknown {
    const copy = Object.create(null) as Record<string, unknown>;
    for (const item of items) {
      if (!isPair(item)) continue;
      if (open.length === 0) this.#note(item.key);
      const key = keyText(item.key);
      if (key === undefined) {
        this.#fault('yaml.value', 'A key must be plain text', item.key, path);
      } else if (key === '__proto__') {
        this.#fault('yaml.value', 'The key `__proto__` is refused: no document of ours has it', item.key, [
          ...path,
          key,
        ]);
      } else {
        if (Object.hasOwn(copy, key)) {
          this.#fault('yaml.duplicate-key', `\`${key}\` stands here a second time`, item.key, [...path, key]);
        }
        copy[key] = this.convert(item.value, [...path, key], open);
      }
    }
    return copy;
  }

  #note(node: unknown): void {
    if (isNode(node) && !isAlias(node) && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
  }

  #scalar(node: Scalar, path: DocumentPath): unknown {
    const { value } = node;
    if (typeof value === 'string') {
      if (!value.isWellFormed()) this.#fault('yaml.value', 'The text holds half of a surrogate pair', node, path);
      if (value.includes('\0')) this.#fault('yaml.value', 'The text holds a NUL, which no script can take', node, path);
      return value;
    }
    if (typeof value === 'bigint') {
      if (!Number.isSafeInteger(Number(value))) {
        this.#fault('yaml.value', `${value} is beyond ±(2^53-1): put it in quotes`, node, path);
      }
      return Number(value);
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.#fault('yaml.value', `\`${node.source ?? String(value)}\` is no number to work with`, node, path);
      return null;
    }
    return typeof value === 'number' || typeof value === 'boolean' ? value : null;
  }

  #fault(code: ProblemCode, message: string, node: unknown, path: DocumentPath): void {
    this.faults.push({ code, message, offset: (node as Node | null)?.range?.[0] ?? 0, path });
  }

  #stop(message: string, node: unknown, path: DocumentPath): never {
    this.#fault('yaml.aliases', message, node, path);
    throw new TooMany();
  }
}
