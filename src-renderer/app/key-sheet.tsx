import { Kbd, Modal, Table } from '@mantine/core';
import { create } from 'zustand';
import { useKeys, useKeyStore } from '../ui/keys.ts';
import { useTexts, type Texts } from '../ui/use-texts.ts';

const texts: Texts<Readonly<Record<'title' | 'sheet' | 'note', string>>> = {
  en: {
    title: 'Keys of this screen',
    sheet: 'Show this sheet',
    note: 'Inside a terminal or the editor plain keys belong to it; leave it with Ctrl+Shift+Escape.',
  },
  it: {
    title: 'Tasti di questa schermata',
    sheet: 'Mostra questa scheda',
    note: 'In un terminale o nell’editor i tasti semplici sono suoi; si esce con Ctrl+Maiusc+Esc.',
  },
};

export const useSheetOpen = create<{ readonly open: boolean; readonly setOpen: (open: boolean) => void }>()((set) => ({
  open: false,
  setOpen: (open) => {
    set({ open });
  },
}));

/** Every key that does something here, by what it does. */
export function KeySheet() {
  const words = useTexts(texts);
  const { open, setOpen } = useSheetOpen();
  const bindings = useKeyStore((state) => state.bindings);
  useKeys([
    {
      keys: ['?'],
      does: words.sheet,
      run: () => {
        setOpen(!open);
      },
    },
  ]);
  const rows = bindings.flat();
  return (
    <Modal
      opened={open}
      onClose={() => {
        setOpen(false);
      }}
      title={words.title}
      size="lg"
      centered
    >
      <Table>
        <Table.Tbody>
          {rows.map(({ keys, does }) => (
            <Table.Tr key={`${keys.join(' ')} ${does}`}>
              <Table.Td>
                {keys.map((key) => (
                  <Kbd key={key} mr={6}>
                    {shownKey(key)}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p>{words.note}</p>
    </Modal>
  );
}

/** `ctrl+Enter` as people read it. */
function shownKey(key: string): string {
  return key
    .split('+')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' + ');
}
