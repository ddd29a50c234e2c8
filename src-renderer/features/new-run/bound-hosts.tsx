import type { Plan, PlanHost } from '../../../src-shared/plan/plan.ts';
import { InlineMarkdown } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';

/** Which host each target of the runbook is, by the bindings of the inventory. */
export function BoundHosts({ plan }: { readonly plan: Plan }) {
  const words = useTexts(newRunTexts);
  const targets = Object.values(plan.targets);
  if (targets.length === 0) return null;
  return (
    <table className={classes['table']} aria-label={words.bound}>
      <thead>
        <tr>
          <th scope="col">{words.target}</th>
          <th scope="col">{words.onHosts}</th>
        </tr>
      </thead>
      <tbody>
        {targets.map(({ id, title, hosts, mayBeDark }) => (
          <tr key={id}>
            <th scope="row">
              <InlineMarkdown text={title} />{' '}
              {mayBeDark ? <span className={classes['tag']}>{words.mayBeDark}</span> : null}
            </th>
            <td>
              {hosts.length === 0 ? words.noHost : null}
              {hosts.map((host) => (
                <BoundHost key={host} id={host} host={plan.inventory.hosts[host]} />
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BoundHost({ id, host }: { readonly id: string; readonly host: PlanHost | undefined }) {
  const words = useTexts(newRunTexts);
  return (
    <div>
      {host?.name ?? id}{' '}
      <span className={classes['mono']}>
        {id} · {host === undefined ? '' : placeOf(host)}
      </span>
      {host?.login === false ? ` · ${words.noLogin}` : ''}
    </div>
  );
}

/** Where one logs in; of a host that takes no login only the address means something. */
function placeOf({ user, address, port, login }: PlanHost): string {
  return login ? `${user === '' ? '' : `${user}@`}${address}:${port}` : address;
}
