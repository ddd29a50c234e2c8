import { fault, type DocumentPath, type Finding } from '../finding.ts';
import { asList, asMap, type LooseMap } from '../loose.ts';
import type { Survey } from '../survey.ts';

/** What could leave a service in pieces: a destructive step with no way back, silence taken for proof. */
export function checkSafety(survey: Survey): readonly Finding[] {
  return [
    ...survey.steps.flatMap(({ body, path, id, section }) => {
      // A rollback is the way back itself: its steps need none.
      const noWayBack = body['destructive'] === true && body['undo'] === undefined && section === 'main';
      const message = `\`${id}\` is destructive and has no \`undo\`: give one, or say why there can be none, \`undo: { none: why }\``;
      return [...(noWayBack ? [fault(path, 'runbook.no-undo', message, 'start')] : []), ...closed(body, path)];
    }),
    ...asList(survey.document['probes']).flatMap((probe, at) => closed(asMap(probe), ['probes', at])),
  ];
}

function closed(owner: LooseMap, path: DocumentPath): readonly Finding[] {
  const tcp = asMap(asMap(owner['check'])['tcp']);
  if (tcp['is'] !== 'closed' || tcp['control'] !== undefined) return [];
  const message =
    '`is: closed` without `control`: silence may be our own link; name what must answer on the same path, `control: { to, port }`';
  return [fault(path, 'runbook.no-control', message, 'start')];
}
