import { create } from 'zustand';

/** Where a window is; also its hash, so that a reload and a deep link come to the same place. */
export type Route =
  | { readonly screen: 'library' }
  | { readonly screen: 'runbook'; readonly file: string; readonly tab: RunbookTab }
  | { readonly screen: 'new-run'; readonly runbook?: string; readonly draft?: string; readonly follow?: string }
  | { readonly screen: 'run'; readonly run: string; readonly tab: RunTab; readonly item?: string }
  | { readonly screen: 'history'; readonly compare?: readonly [string, string] }
  | { readonly screen: 'verify' }
  | { readonly screen: 'settings'; readonly tab?: string };

export type RunbookTab = 'overview' | 'steps' | 'graph' | 'document' | 'problems' | 'edit';
export type RunTab = 'prepare' | 'cockpit' | 'forms' | 'report' | 'recordings';

const runbookTabs: readonly string[] = ['overview', 'steps', 'graph', 'document', 'problems', 'edit'];
const runTabs: readonly string[] = ['prepare', 'cockpit', 'forms', 'report', 'recordings'];

interface RouteState {
  readonly route: Route;
  readonly go: (route: Route) => void;
  readonly back: () => void;
}

export const useRoute = create<RouteState>()(() => ({
  route: routeOf(location.hash),
  go: (route) => {
    location.hash = hashOf(route);
  },
  back: () => {
    history.back();
  },
}));

window.addEventListener('hashchange', () => {
  useRoute.setState({ route: routeOf(location.hash) });
});

export function hashOf({ screen, ...rest }: Route): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(rest) as [string, string | readonly string[] | undefined][]) {
    if (value !== undefined) query.set(key, typeof value === 'string' ? value : value.join('|'));
  }
  const text = query.toString();
  return `#/${screen}${text === '' ? '' : `?${text}`}`;
}

/** A hash that names nothing is the library: nobody should end on an empty page. */
export function routeOf(hash: string): Route {
  const [screen = '', text = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const query = new URLSearchParams(text);
  const value = (name: string): string | undefined => query.get(name) ?? undefined;
  const given = (name: string): Record<string, string> => {
    const found = value(name);
    return found === undefined ? {} : { [name]: found };
  };
  const tab = value('tab') ?? '';
  switch (screen) {
    case 'runbook':
      return { screen, file: value('file') ?? '', tab: (runbookTabs.includes(tab) ? tab : 'overview') as RunbookTab };
    case 'new-run':
      return { screen, ...given('runbook'), ...given('draft'), ...given('follow') };
    case 'run':
      return {
        screen,
        run: value('run') ?? '',
        tab: (runTabs.includes(tab) ? tab : 'cockpit') as RunTab,
        ...given('item'),
      };
    case 'history': {
      const [one, other] = value('compare')?.split('|') ?? [];
      return one === undefined || other === undefined ? { screen } : { screen, compare: [one, other] };
    }
    case 'verify':
      return { screen };
    case 'settings':
      return { screen, ...given('tab') };
    default:
      return { screen: 'library' };
  }
}
