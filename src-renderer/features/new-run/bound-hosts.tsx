import type { Plan } from '../../../src-shared/plan/plan.ts';
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
              {title} {mayBeDark ? <span className={classes['tag']}>{words.mayBeDark}</span> : null}
            </th>
            <td>
              {hosts.length === 0 ? words.noHost : null}
              {hosts.map((id) => {
                const host = plan.inventory.hosts[id];
                return (
                  <div key={id}>
                    {host?.name ?? id}{' '}
                    <span className={classes['mono']}>
                      {id} ·{' '}
                      {host === undefined
                        ? ''
                        : `${host.user === '' ? '' : `${host.user}@`}${host.address}:${host.port}`}
                    </span>
                    {host?.login === false ? ` · ${words.noLogin}` : ''}
                  </div>
                );
              })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
