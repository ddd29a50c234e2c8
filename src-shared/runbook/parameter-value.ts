import { parseDuration } from './duration.ts';

const hostname = /^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*\.?$/;

type Scalar = string | number | boolean;

/**
 * Why a value is none of its parameter's type (`a port from 1 to 65535`), or undefined where it is. Numbers and
 * booleans may come as text, as the command line gives them.
 */
export function parameterFault(type: string, value: Scalar, choices: readonly Scalar[]): string | undefined {
  const text = String(value);
  switch (type) {
    case 'integer':
      return /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? undefined : 'a whole number';
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? undefined : 'a number';
    case 'port':
      return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535 ? undefined : 'a port from 1 to 65535';
    case 'boolean':
      return text === 'true' || text === 'false' ? undefined : '`true` or `false`';
    case 'duration':
      return parseDuration(text) === undefined ? 'a duration such as `90s` or `1h30m`' : undefined;
    case 'hostname':
      return typeof value === 'string' && hostname.test(value) ? undefined : 'a host name';
    case 'ip':
      return typeof value === 'string' && isIp(value) ? undefined : 'an IP address';
    case 'choice':
      return choices.includes(value) ? undefined : `one of ${choices.map((one) => `\`${String(one)}\``).join(', ')}`;
    default:
      return typeof value === 'string' ? undefined : 'text (in quotes)';
  }
}

function isIp(text: string): boolean {
  const four = text.split('.');
  if (four.length === 4) return four.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  if (!/^[0-9A-Fa-f:]+$/.test(text) || !text.includes(':')) return false;
  const halves = text.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const rightCount = halves.length === 2 ? groups.length <= 7 : halves.length === 1 && groups.length === 8;
  return rightCount && groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group));
}
