import type { Answer } from 'dns-packet';
import { recordText } from '../../../src-shared/plan/record-text.ts';
import type { RecordType } from '../../../src-shared/plan/world-check.ts';

/** A record of an answer in the form in which the plan holds those that are expected. */
export function textOfAnswer(answer: Answer): string {
  const [type, text] = written(answer);
  return (type === undefined ? undefined : recordText(type, text)) ?? text;
}

function written(answer: Answer): readonly [RecordType | undefined, string] {
  switch (answer.type) {
    case 'A':
    case 'AAAA':
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return [answer.type, answer.data];
    case 'MX':
      return [answer.type, `${answer.data.preference ?? 0} ${answer.data.exchange}`];
    case 'SRV': {
      const { priority = 0, weight = 0, port, target } = answer.data;
      return [answer.type, `${priority} ${weight} ${port} ${target}`];
    }
    case 'NAPTR': {
      const { order, preference, flags, services, regexp, replacement } = answer.data;
      const end = replacement === '' ? '.' : replacement;
      return [answer.type, `${order} ${preference} "${flags}" "${services}" "${regexp}" ${end}`];
    }
    case 'SOA': {
      const { mname, rname, serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0 } = answer.data;
      return [answer.type, `${mname} ${rname} ${serial} ${refresh} ${retry} ${expire} ${minimum}`];
    }
    case 'TXT': {
      // A letter may begin in one part and end in the next.
      const parts = Array.isArray(answer.data) ? answer.data : [answer.data];
      return [answer.type, Buffer.concat(parts.map((part) => Buffer.from(part))).toString('utf8')];
    }
    default:
      return [undefined, answer.type];
  }
}
