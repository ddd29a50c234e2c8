import { Composer, Lexer, Parser, type CST, type Document } from 'yaml';
import type { Finding, Problem, ProblemCode } from '../../src-shared/runbook/finding.ts';
import { pathText } from '../../src-shared/runbook/finding.ts';
import { decodeText } from './decode-text.ts';
import { locate, placesOf, type Place } from './locate.ts';
import { plainValue } from './plain-value.ts';

/** A YAML file that was read: its value (null-prototype objects), its text, what is wrong, and where things are. */
export interface ParsedDocument {
  readonly file: string;
  /** Undefined where the file could not be read as one YAML document. */
  readonly value: unknown;
  readonly text: string;
  readonly problems: readonly Problem[];
  /** Puts a finding of a check at its line and column. */
  readonly place: (finding: Finding) => Problem;
}

/** A runbook nests some ten levels; the parser's stack counts about two for each. */
const maxStack = 200;
/** A 1,000-step runbook has some 60,000 lexemes; more than this would take seconds, and is no runbook. */
const maxLexemes = 400_000;

/**
 * Reads one YAML 1.2 document from bytes. Pure, so that it can run in a worker. Never throws for what is in the file:
 * hostile bytes end in `problems`, in well under a second.
 */
export function parseDocument(bytes: Uint8Array, file: string): ParsedDocument {
  const { text, fault } = decodeText(bytes);
  const places = placesOf(text);
  const problem = (code: ProblemCode, message: string, place: Place, path = ''): Problem => ({
    file,
    ...place,
    path,
    code,
    severity: 'error',
    message,
  });
  const refused = (problems: readonly Problem[]): ParsedDocument => ({
    file,
    value: undefined,
    text,
    problems,
    place: (finding) => placed(file, finding, { line: 1, column: 1 }),
  });
  if (fault !== undefined) return refused([problem(fault.code, fault.message, places(fault.offset))]);

  const tokens = readTokens(text);
  if ('code' in tokens) return refused([problem(tokens.code, tokens.message, places(tokens.offset))]);
  const { document, faults } = compose(tokens.tokens, text);
  // What the parser says after its first word on a place follows from that.
  const first = faults.filter(({ offset }, at) => faults.findIndex((one) => one.offset === offset) === at);
  const syntax = first.map(({ code, message, offset }) => problem(code, message, places(offset)));
  if (document === undefined || syntax.length > 0) return refused(syntax);

  const { value, faults: values } = plainValue(document);
  const wrong = values.map((one) => problem(one.code, one.message, places(one.offset), pathText(one.path)));
  // Too many aliases, or a stray one: what was built is no document to judge further.
  if (value === undefined) return refused(wrong);
  return {
    file,
    value,
    text,
    problems: wrong,
    place: (finding) => placed(file, finding, locate(document, places, finding.path, finding.at)),
  };
}

interface SyntaxFault {
  readonly code: ProblemCode;
  readonly message: string;
  readonly offset: number;
}

/** Feeds the parser lexeme by lexeme, so that depth and size are stopped before they cost anything. */
function readTokens(text: string): { readonly tokens: readonly CST.Token[] } | SyntaxFault {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    count += 1;
    offset += lexeme.length;
    if (parser.stack.length > maxStack) {
      return {
        code: 'yaml.too-deep',
        message: 'The document nests far deeper than any runbook',
        offset: parser.offset,
      };
    }
    if (count > maxLexemes) {
      return {
        code: 'yaml.too-large',
        message: `More than ${maxLexemes} words and marks: no runbook is that long`,
        offset,
      };
    }
  }
  tokens.push(...parser.end());
  return { tokens };
}

function compose(
  tokens: readonly CST.Token[],
  text: string,
): { readonly document: Document.Parsed | undefined; readonly faults: readonly SyntaxFault[] } {
  const composer = new Composer({ version: '1.2', uniqueKeys: false, intAsBigInt: true });
  const documents = [...composer.compose(tokens, true, text.length)];
  const document = documents[0];
  const faults: SyntaxFault[] = (document?.errors ?? []).map((error) => ({
    code: 'yaml.syntax',
    message: syntaxMessage(error.code, error.message),
    offset: error.pos[0],
  }));
  for (const warning of document?.warnings ?? []) {
    faults.push({ code: 'yaml.syntax', message: shortened(warning.message), offset: warning.pos[0] });
  }
  const second = documents[1];
  if (second !== undefined) {
    const message = 'A second YAML document begins here; a file holds one';
    faults.push({ code: 'yaml.syntax', message, offset: second.range[0] });
  }
  if (document?.directives.yaml.version !== '1.2') {
    faults.push({ code: 'yaml.syntax', message: 'The file asks for another YAML than 1.2', offset: 0 });
  }
  return { document, faults };
}

function syntaxMessage(code: string, message: string): string {
  if (code === 'TAB_AS_INDENT') return 'A tab stands in the indentation; YAML allows only spaces there';
  return shortened(message);
}

/** The parser quotes what it did not expect, which may be half the file. */
function shortened(message: string): string {
  return message.length <= 160 ? message : `${message.slice(0, 160)}…`;
}

function placed(file: string, finding: Finding, place: Place): Problem {
  const { path, code, severity, message } = finding;
  return { file, ...place, path: pathText(path), code, severity, message };
}
