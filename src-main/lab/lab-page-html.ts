import type { LabAction, LabView, Power } from './lab-system.ts';

/** What the page shows of a system. */
export interface PageSystem {
  readonly title: string;
  view(): LabView;
  actions(): readonly LabAction[];
  power(): Readonly<Record<string, Power>>;
}

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.5rem}dt{opacity:.75}dd{margin:0}td{padding:.3rem 1rem .3rem 0}
form{display:inline-block;margin:0 .4rem .4rem 0}button{font:inherit;padding:.25rem .7rem}
[role=alert]{border-left:.3rem solid;padding-left:.8rem;color:light-dark(#a00000,#ff8a80)}`;

/** The page as a whole: facts, the actions of people, the machines with their switches, and the faults. */
export function labPageHtml(system: PageSystem): string {
  const { facts, warning } = system.view();
  const actions = system.actions();
  const title = `Practice lab: ${escaped(system.title)}`;
  const alert = warning === undefined ? '' : `<p role="alert"><strong>${escaped(warning)}</strong></p>`;
  const shown = facts.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${style}</style>
<h1>${title}</h1><p>An imitation: nothing here is the real product.</p>${alert}
<dl>${shown}</dl>
<h2>What people do by hand</h2>${buttons(actions.filter(({ fault }) => fault !== true))}
<h2>Machines</h2><table>${Object.entries(system.power()).map(machine).join('')}</table>
<h2>Faults</h2>${buttons(actions.filter(({ fault }) => fault === true))}</html>`;
}

function machine([id, power]: readonly [string, Power]): string {
  const host = encodeURIComponent(id);
  const change =
    power === 'off' ? button(`power-on/${host}`, 'Power on') : button(`power-off/${host}`, 'Cut the mains');
  return `<tr><td>${escaped(id)}</td><td>${power}</td><td>${change}</td></tr>`;
}

function buttons(actions: readonly LabAction[]): string {
  if (actions.length === 0) return '<p>None.</p>';
  return actions.map(({ id, title }) => button(`act/${encodeURIComponent(id)}`, title)).join('');
}

function button(path: string, label: string): string {
  return `<form method="post" action="/${path}"><button>${escaped(label)}</button></form>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
