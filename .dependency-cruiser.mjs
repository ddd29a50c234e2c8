/** Each arrow of docs/ARCHITECTURE.md, as a rule. `to` names what is forbidden, the comment what to do instead. */
const only = (name, where, pkg) => ({
  name: `only-${name}`,
  comment: `${pkg} is imported in one place: ${where}`,
  severity: 'error',
  from: { path: '^(src-|scripts)', pathNot: `${where}|\\.test\\.ts$` },
  to: { path: `(^|node_modules/)(${pkg})(/|$)` },
});
const shared = (layer, allowed) => ({
  name: `shared-${layer}`,
  comment: `src-shared/${layer} may use only ${allowed.join(', ')} of the shared layers`,
  severity: 'error',
  from: { path: `^src-shared/${layer}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^src-shared/', pathNot: `^src-shared/(${[layer, ...allowed].join('|')})/` },
});
const adapter = (layer, also = '') => ({
  name: `main-${layer}`,
  comment: `an adapter sees src-shared and engine/ports.ts, never another adapter: wire it in app/`,
  severity: 'error',
  from: { path: `^src-main/${layer}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^src-main/', pathNot: `^src-main/(${layer}/|engine/ports\\.ts${also})` },
});

const renderer = (layer, allowed) => [
  {
    name: `renderer-${layer}`,
    comment: `src-renderer/${layer} may use only ${['itself', ...allowed].join(', ')} of the renderer`,
    severity: 'error',
    from: { path: `^src-renderer/${layer}/` },
    to: { path: '^src-renderer/', pathNot: `^src-renderer/(${[layer, ...allowed].join('|')})/` },
  },
];

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src-', pathNot: '\\.(test|d)\\.ts$' },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vitest' },
    },
    {
      name: 'no-dump-folders',
      comment: 'a folder named utils, common or helpers says nothing of what is in it',
      severity: 'error',
      from: {},
      to: { path: '^(src-|test|scripts).*/(utils|common|helpers)/' },
    },
    shared('base', []),
    shared('runbook', ['base']),
    shared('plan', ['base', 'runbook']),
    shared('run', ['base', 'runbook', 'plan']),
    shared('report', ['base', 'runbook', 'plan', 'run']),
    shared('rpc', ['base', 'runbook', 'plan', 'run', 'report']),
    {
      name: 'shared-is-pure',
      comment: 'src-shared may use only small pure libraries',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: '^src-shared/|(^|node_modules/)(typebox|@marcbachmann/cel-js|re2js|canonicalize)(/|$)',
      },
    },
    adapter('engine', '|steps/executor\\.ts'),
    adapter('steps'),
    adapter('ssh'),
    adapter('journal'),
    adapter('library'),
    adapter('report'),
    adapter('verify'),
    adapter('lab'),
    {
      name: 'main-sees-no-renderer',
      severity: 'error',
      from: { path: '^src-(main|shared)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src-renderer|scripts|test)/' },
    },
    {
      name: 'renderer-sees-shared-only',
      comment: 'windows talk to the core through src-shared/rpc',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^(src-main|scripts|test)/' },
    },
    ...renderer('platform', []),
    ...renderer('state', ['platform']),
    ...renderer('ui', ['platform', 'state']),
    ...renderer('features', ['platform', 'state', 'ui']),
    {
      name: 'features-stand-alone',
      comment: 'what two features need goes to ui/ or state/; app/ brings features together',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
    },
    {
      name: 'nobody-imports-a-host',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/host-' },
      to: { path: '^src-main/host-' },
    },
    {
      name: 'app-knows-no-host',
      severity: 'error',
      from: { path: '^src-main/app/' },
      to: { path: '^src-main/host-' },
    },
    only('ssh2', '^(src-main/(ssh|lab)|scripts/bench)/', 'ssh2|ssh-config'),
    only('yaml', '^(src-main/library/|scripts/(build|check-package)\\.)', 'yaml|ajv'),
    only('pdfkit', '^src-main/report/', 'pdfkit|@signpdf'),
    only('pdf-reader', '^src-main/verify/', '@cantoo/pdf-lib'),
    only('electron', '^src-main/host-electron/', 'electron|electron-store'),
    only('ws', '^(src-main/host-web|scripts/bench)/', 'ws|conf'),
    only('commander', '^src-main/host-cli/', 'commander'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
