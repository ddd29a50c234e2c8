import type { HostWork, PlanValue } from '../../../src-shared/plan/plan.ts';
import { visibleText } from '../../../src-shared/plan/visible-text.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { planTexts } from './plan-texts.ts';
import classes from './plan-view.module.css';

export interface ScriptBlockProps {
  readonly title: string;
  readonly script: string;
  readonly hosts: readonly HostWork[];
}

/** A script to the last character, where it runs, and what each host is given. */
export function ScriptBlock({ title, script, hosts }: ScriptBlockProps) {
  const { detail } = useTexts(planTexts);
  const names = [...new Set(hosts.flatMap(({ env }) => Object.keys(env)))];
  return (
    <div className={classes['script']}>
      <span className={classes['label']}>
        {title} <span className={classes['mono']}>{hosts.map(({ host }) => host).join(', ')}</span>
      </span>
      {/* A long line is scrolled to, also by keyboard. */}
      <pre tabIndex={0} aria-label={title}>
        {visibleText(script.trimEnd())}
      </pre>
      {names.length === 0 ? null : (
        <table aria-label={detail.values}>
          <thead>
            <tr>
              <th scope="col">{detail.variable}</th>
              <th scope="col">{detail.value}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Values name={name} hosts={hosts} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** Once where all hosts are given the same, else host by host. */
function Values({ name, hosts }: Pick<ScriptBlockProps, 'hosts'> & { readonly name: string }) {
  const given = hosts.map(({ host, env }) => ({ host, value: env[name] }));
  const same = new Set(given.map(({ value }) => JSON.stringify(value))).size === 1;
  if (same) return <Value value={given[0]?.value} />;
  return given.map(({ host, value }) => (
    <div key={host}>
      {host}: <Value value={value} />
    </div>
  ));
}

function Value({ value }: { readonly value: PlanValue | undefined }) {
  const { detail } = useTexts(planTexts);
  if (value === undefined) return '–';
  if ('secret' in value) return <em>{detail.secret(value.secret)}</em>;
  if ('template' in value) {
    return (
      <>
        {visibleText(value.template)} <em>{detail.template}</em>
      </>
    );
  }
  return visibleText(JSON.stringify(value.value));
}
