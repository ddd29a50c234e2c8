import { hint, type Finding } from '../finding.ts';
import { asMap, type LooseMap } from '../loose.ts';
import type { Survey } from '../survey.ts';

/** Audit-readiness: nothing here is wrong, but an auditor will ask. */
export function checkAudit(survey: Survey): readonly Finding[] {
  const { document } = survey;
  const owner = asMap(asMap(document['document'])['control'])['owner'];
  const { rto } = asMap(document['objectives']);
  return [
    ...(owner === undefined
      ? [hint(['document', 'control'], 'hint.no-owner', 'Nobody is named as `owner` in `document.control`', 'key')]
      : []),
    ...(rto === undefined ? [hint(['objectives'], 'hint.no-rto', 'There is no `objectives.rto`', 'key')] : []),
    ...survey.steps.flatMap(({ body, path, id, section, kinds }) => {
      const [kind = ''] = kinds;
      if (kinds.length !== 1 || !['run', 'dns', 'copy'].includes(kind) || isDownload(body)) return [];
      const noUndo = section === 'main' && body['undo'] === undefined && body['destructive'] !== true;
      return [
        ...(kind === 'run' && body['expect'] === undefined
          ? [hint(path, 'hint.no-expect', `\`${id}\` has no \`expect\`: only exit status 0 says that it worked`)]
          : []),
        ...(kind === 'dns' && body['destructive'] !== true
          ? [
              hint(
                path,
                'hint.rehearsal-sends',
                `\`${id}\` is not \`destructive\`: a rehearsal on a real site would change the real name`,
              ),
            ]
          : []),
        ...(noUndo
          ? [
              hint(
                path,
                'hint.no-undo',
                `\`${id}\` has no \`undo\`: a rollback will show it as not undone${kind === 'run' ? '' : '; `undo: { restore: true }` puts back what was there'}`,
              ),
            ]
          : []),
      ];
    }),
  ];
}

/** A copy to this side changes nothing on its host. */
function isDownload(body: LooseMap): boolean {
  return asMap(body['copy'])['download'] !== undefined;
}
