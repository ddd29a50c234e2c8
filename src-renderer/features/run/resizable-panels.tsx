import { Fragment, useEffect, useRef, type ReactNode } from 'react';
import { Group, Panel, Separator, type PanelImperativeHandle } from 'react-resizable-panels';
import { useSettings } from '../../state/settings-store.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { cockpitTexts } from './cockpit-texts.ts';
import classes from './resizable-panels.module.css';

interface PanelOf {
  readonly id: string;
  /** Per cent, where nobody has moved it yet. */
  readonly size: number;
  /** Pixels. */
  readonly min: number;
  /** Pixels that are left of it while there is nothing in it to see. */
  readonly folded?: { readonly size: number; readonly now: boolean };
  readonly content: ReactNode;
}

export interface ResizablePanelsProps {
  /** Under which the sizes are kept. */
  readonly id: string;
  readonly orientation: 'horizontal' | 'vertical';
  readonly panels: readonly PanelOf[];
}

/** Panels side by side, or one above the other, as wide as somebody left them: by mouse, or with the arrow keys. */
export function ResizablePanels({ id, orientation, panels }: ResizablePanelsProps) {
  const words = useTexts(cockpitTexts);
  const kept = useSettings((settings) => settings.panels[id]);
  const loaded = useSettings((settings) => settings.loaded);
  const sizes = kept?.length === panels.length ? kept : panels.map(({ size }) => size);
  return (
    <Group
      // Sizes come with the settings: until they are read nothing is laid out by them.
      key={`${id} ${String(loaded)}`}
      id={id}
      orientation={orientation}
      className={classes['group']}
      defaultLayout={Object.fromEntries(panels.map((panel, at) => [panel.id, sizes[at] ?? panel.size]))}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        const moved = panels.map((panel) => Math.round((layout[panel.id] ?? panel.size) * 10) / 10);
        const { panels: all, change } = useSettings.getState();
        if (isUserInteraction) change({ panels: { ...all, [id]: moved } });
      }}
    >
      {panels.map((panel, at) => (
        <Fragment key={panel.id}>
          {at === 0 ? null : <Separator className={classes['line']} aria-label={words.resize} />}
          <FoldingPanel panel={panel} />
        </Fragment>
      ))}
    </Group>
  );
}

/** Gives its room away while it is folded, and takes it back; in between somebody may pull it open. */
function FoldingPanel({ panel: { id, min, folded, content } }: { readonly panel: PanelOf }) {
  const handle = useRef<PanelImperativeHandle>(null);
  const now = folded?.now;
  useEffect(() => {
    if (now === true) handle.current?.collapse();
    if (now === false && handle.current?.isCollapsed() === true) handle.current.expand();
  }, [now]);
  const collapsing = folded === undefined ? {} : { collapsible: true, collapsedSize: folded.size };
  return (
    <Panel id={id} minSize={min} panelRef={handle} className={classes['panel']} {...collapsing}>
      {content}
    </Panel>
  );
}
