import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import type { InventoryEntry } from '../../../src-shared/rpc/library-calls.ts';
import type { Called } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { usePathPicker } from '../../ui/path-picker.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { BoundHosts } from './bound-hosts.tsx';
import { LabNote } from './lab-note.tsx';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';
import { Part } from './part.tsx';

export interface InventoryPartProps {
  readonly inventories: Called<readonly InventoryEntry[]>;
  readonly inventory: string;
  /** A runbook is chosen, so that it is known what fits. */
  readonly asked: boolean;
  readonly practice: boolean;
  readonly plan: Plan | undefined;
  readonly onChange: (file: string) => void;
}

/** On which hosts: those that fit the runbook first, and which host each target is bound to. */
export function InventoryPart({ inventories, inventory, asked, practice, plan, onChange }: InventoryPartProps) {
  const words = useTexts(newRunTexts);
  const { pick, dialog } = usePathPicker();
  const entries = inventories.kind === 'there' ? inventories.value : [];
  const chosen = entries.find(({ file }) => file === inventory);
  const place = chosen && { id: chosen.id, addresses: chosen.hosts.map(({ address }) => address) };
  const pickFile = async (): Promise<void> => {
    const file = await pick({ kind: 'file', title: words.pickInventory, endings: ['.yaml', '.yml'] });
    if (file !== null) onChange(file);
  };
  return (
    <Part id="inventory" title={words.sections.inventory} lead={words.leads.inventory}>
      {inventories.kind === 'failed' ? <ErrorNote error={inventories.error} /> : null}
      {inventories.kind === 'loading' ? <p role="status">{words.lookingForInventories}</p> : null}
      {inventories.kind === 'there' ? (
        <InventoryChoice asked={asked} entries={inventories.value} inventory={inventory} onChange={onChange} />
      ) : null}
      <div className={classes['row']}>
        <Button variant="default" size="xs" onClick={() => void pickFile()}>
          {words.otherInventory}
        </Button>
      </div>
      {practice ? <LabNote inventory={place} /> : null}
      {inventory === '' ? null : plan === undefined ? (
        <p className={classes['quiet']}>{words.boundLater}</p>
      ) : (
        <BoundHosts plan={plan} />
      )}
      {dialog}
    </Part>
  );
}

function InventoryChoice({
  entries,
  asked,
  inventory,
  onChange,
}: Pick<InventoryPartProps, 'asked' | 'inventory' | 'onChange'> & { readonly entries: readonly InventoryEntry[] }) {
  const words = useTexts(newRunTexts);
  const [all, setAll] = useState(false);
  const fitting = entries.filter((one) => !asked || one.fits || one.file === inventory);
  const rest = entries.length - fitting.length;
  const shown = all ? entries : fitting;
  const elsewhere = inventory !== '' && entries.every(({ file }) => file !== inventory);
  return (
    <>
      {entries.length === 0 && !elsewhere ? <p className={classes['quiet']}>{words.noInventories}</p> : null}
      <Radio.Group value={inventory} onChange={onChange} aria-label={words.sections.inventory}>
        <div className={classes['partBody']}>
          {shown.map((one) => (
            <Radio
              key={one.file}
              className={classes['choice'] ?? ''}
              {...(one.file === inventory ? { mod: 'checked' } : {})}
              value={one.file}
              label={
                <>
                  {one.id}{' '}
                  <span className={classes['tag']} data-practice={one.practice || undefined}>
                    {one.practice ? words.practice : words.real}
                  </span>
                </>
              }
              description={<InventoryNote entry={one} asked={asked} />}
            />
          ))}
          {elsewhere ? (
            <Radio className={classes['choice'] ?? ''} mod="checked" value={inventory} label={inventory} />
          ) : null}
        </div>
      </Radio.Group>
      {rest === 0 ? null : (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(!all)} style={{ alignSelf: 'flex-start' }}>
          {all ? words.hideNotFitting : words.notFitting(rest)}
        </Button>
      )}
    </>
  );
}

function InventoryNote({ entry, asked }: { readonly entry: InventoryEntry; readonly asked: boolean }) {
  const words = useTexts(newRunTexts);
  const errors = entry.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      {words.hosts(entry.hosts.length)} · <span className={classes['mono']}>{entry.file}</span>
      {entry.fits || !asked ? null : <span className={classes['warn']}> · {words.bindsNot}</span>}
      {errors === 0 ? null : <span className={classes['bad']}> · {words.inventoryProblems(errors)}</span>}
    </>
  );
}
