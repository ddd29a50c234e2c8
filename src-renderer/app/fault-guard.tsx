import { Button, Group } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import { useTexts, type Texts } from '../ui/use-texts.ts';
import classes from './fault-guard.module.css';

const texts: Texts<Readonly<Record<'title' | 'note' | 'again' | 'reload', string>>> = {
  en: {
    title: 'This page could not be drawn.',
    note: 'That is a fault of the window, not of the run: the core goes on, and nothing of the record is lost.',
    again: 'Draw it again',
    reload: 'Load the window anew',
  },
  it: {
    title: 'Non è stato possibile mostrare questa pagina.',
    note: 'È un guasto della finestra, non dell’esecuzione: il nucleo prosegue e nulla del registro va perso.',
    again: 'Mostrala di nuovo',
    reload: 'Ricarica la finestra',
  },
};

interface Props {
  /** Where the window is: a fault of one page does not follow to the next. */
  readonly at: string;
  readonly children: ReactNode;
}

interface State {
  readonly caught: { readonly fault: unknown } | undefined;
}

/** Keeps a fault in one page from emptying the window in the middle of a run. React asks for a class here. */
export class FaultGuard extends Component<Props, State> {
  static getDerivedStateFromError(fault: unknown): State {
    return { caught: { fault } };
  }

  override state: State = { caught: undefined };

  override componentDidUpdate(before: Props): void {
    if (this.state.caught !== undefined && before.at !== this.props.at) this.setState({ caught: undefined });
  }

  override render(): ReactNode {
    const { caught } = this.state;
    if (caught === undefined) return this.props.children;
    return <Fault fault={caught.fault} onAgain={() => this.setState({ caught: undefined })} />;
  }
}

function Fault({ fault, onAgain }: { readonly fault: unknown; readonly onAgain: () => void }) {
  const words = useTexts(texts);
  return (
    <section className={classes['fault']} role="alert">
      <h1>{words.title}</h1>
      <p>{words.note}</p>
      <pre>{messageOf(fault)}</pre>
      <Group gap={8}>
        <Button onClick={onAgain}>{words.again}</Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          {words.reload}
        </Button>
      </Group>
    </section>
  );
}
