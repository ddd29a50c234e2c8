import { Modal } from '@mantine/core';
import { asId, type RoleId } from '../../../src-shared/base/ids.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { HandOverForm } from './hand-over-form.tsx';
import { NamePersonForm } from './name-person-form.tsx';
import { sideTexts } from './side-texts.ts';

/** Gives a role to somebody: the first person is named, a later one takes it over with a reason. */
export function HandOverDialog({ role, onClose }: { readonly role: string; readonly onClose: () => void }) {
  const words = useTexts(sideTexts);
  const id = asId<RoleId>(role);
  const from = useRun(({ state }) => state.people[id]);
  const title = useRun(({ opened }) => roleTitle(opened.plan, id));
  return (
    <Modal
      opened
      onClose={onClose}
      title={from === undefined ? words.name(title) : words.handOver(title)}
      closeButtonProps={{ 'aria-label': words.cancel }}
      closeOnClickOutside={false}
      size="lg"
      centered
    >
      {from === undefined ? (
        <NamePersonForm role={id} onClose={onClose} />
      ) : (
        <HandOverForm role={id} from={from} onClose={onClose} />
      )}
    </Modal>
  );
}
