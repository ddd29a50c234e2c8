/** In the order of RFC 5424: the position is the code. */
export const syslogFacilities = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
  'ntp',
  'audit',
  'alert',
  'clock',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
] as const;
export type SyslogFacility = (typeof syslogFacilities)[number];

/** In the order of RFC 5424: the position is the code. */
export const syslogSeverities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const;
export type SyslogSeverity = (typeof syslogSeverities)[number];

export const snmpHashes = ['sha', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
export type SnmpHash = (typeof snmpHashes)[number];

export const mailSecurities = ['starttls', 'tls', 'none'] as const;
export const syslogTransports = ['udp', 'tcp', 'tls'] as const;

/** What SNMP v3 receivers know this program by, where the runbook names no engine: net-snmp's number, text form, `drillbook`. */
export const snmpEngine = '80001f88046472696c6c626f6f6b';
