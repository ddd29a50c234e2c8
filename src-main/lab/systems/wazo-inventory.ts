/** Groups, bindings, parameters and contacts of the lab's inventory. */
export function wazoInventoryTail(site: {
  readonly master: string;
  readonly slave: string;
  readonly conf: string;
  readonly syslog: string;
  readonly firmware: string;
}): string {
  const { master, slave, conf, syslog, firmware } = site;
  const confLine = `    conf: ${conf}`;
  const hands = '    practice_hands: lab-hands';
  return [
    'groups:',
    '  in-service: [fos1]',
    'bindings:',
    `  wazo-berofos-setup: { slave: ${slave}, berofos: [fos2, fos3] }`,
    `  wazo-berofos-switch: { master: ${master}, slave: ${slave}, berofos: in-service }`,
    `  wazo-berofos-reset: { slave: ${slave}, berofos: in-service }`,
    'parameters:',
    '  wazo-berofos-setup:',
    confLine,
    hands,
    `    syslog: ${syslog}`,
    `    firmware: ${firmware}`,
    '    netmask: 255.255.255.0',
    '    gateway: 192.0.2.1',
    '  wazo-berofos-switch:',
    confLine,
    `    syslog: ${syslog}`,
    '    isdn_tool: wazo-isdn',
    '    leds_slave: green lit on A and D, as in the lab',
    '    isdn_within: 5s',
    '    hold_for: 2s',
    '  wazo-berofos-reset:',
    confLine,
    hands,
    'contacts:',
    '  - { name: Provider of the lines (imagined), phone: "000 400", for: [to-slave/switch, back/switch] }',
    '  - { name: Telephone room (imagined), phone: "000 500", for: [connect/connect, reset/button] }',
    '',
  ].join('\n');
}
