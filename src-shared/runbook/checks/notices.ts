import { fault, type Finding } from '../finding.ts';
import { asMap } from '../loose.ts';
import type { Survey } from '../survey.ts';

/** What a `notify` cannot mean: a password that everybody could read, half a login, a message that destroys something. */
export function checkNotices(survey: Survey): readonly Finding[] {
  return survey.steps.flatMap(({ body, path, id }) => {
    if (!Object.hasOwn(body, 'notify')) return [];
    const { mail, snmp } = asMap(body['notify']);
    const { user, password, security } = asMap(mail);
    const at = [...path, 'notify'];
    const found: Finding[] = [];
    if (body['destructive'] === true) {
      const message = `\`${id}\` is a \`notify\`, which destroys nothing: take \`destructive\` out; \`mode: live\` keeps it from rehearsals`;
      found.push(fault([...path, 'destructive'], 'runbook.misplaced-key', message, 'key'));
    }
    if (user !== undefined && security === 'none') {
      const message =
        'With `security: none` the password could be read on the way: use `starttls` or `tls`, or no `user`';
      found.push(fault([...at, 'mail', 'security'], 'runbook.secret', message));
    }
    if ((user === undefined) !== (password === undefined)) {
      const message = user === undefined ? '`password` without `user`' : '`user` without `password`';
      const mend = `${message}: a login needs both, and a server that asks for none neither`;
      found.push(fault([...at, 'mail'], 'schema.missing-key', mend, 'key'));
    }
    const { community, v3 } = asMap(snmp);
    if (community !== undefined && v3 !== undefined) {
      const message = '`community` belongs to version 2c: with `v3` take it out';
      found.push(fault([...at, 'snmp', 'community'], 'runbook.misplaced-key', message, 'key'));
    }
    return found;
  });
}
