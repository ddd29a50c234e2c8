import { Tabs } from '@mantine/core';
import { useRoute } from '../../state/route-store.ts';
import { Screen } from '../../ui/screen.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { DataTab } from './data-tab.tsx';
import { IdentitiesTab } from './identities-tab.tsx';
import { InventoriesTab } from './inventories-tab.tsx';
import { KnownHostsTab } from './known-hosts-tab.tsx';
import { LabTab } from './lab-tab.tsx';
import { LookTab } from './look-tab.tsx';
import { settingsTabs, settingsWords } from './settings-texts.ts';

export interface SettingsScreenProps {
  readonly tab: string | undefined;
}

export function SettingsScreen({ tab }: SettingsScreenProps) {
  const words = useTexts(settingsWords);
  const go = useRoute((state) => state.go);
  const shown = settingsTabs.find((one) => one === tab) ?? 'look';
  return (
    <Screen title={words.title}>
      <Tabs
        value={shown}
        keepMounted={false}
        onChange={(value) => {
          go({ screen: 'settings', ...(value === null ? {} : { tab: value }) });
        }}
      >
        <Tabs.List mb="md">
          {settingsTabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {words.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="look">
          <LookTab />
        </Tabs.Panel>
        <Tabs.Panel value="identities">
          <IdentitiesTab />
        </Tabs.Panel>
        <Tabs.Panel value="known-hosts">
          <KnownHostsTab />
        </Tabs.Panel>
        <Tabs.Panel value="inventories">
          <InventoriesTab />
        </Tabs.Panel>
        <Tabs.Panel value="lab">
          <LabTab />
        </Tabs.Panel>
        <Tabs.Panel value="data">
          <DataTab />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
