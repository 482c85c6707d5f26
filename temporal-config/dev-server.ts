import { searchAttributes } from './search-attributes.ts';

/** The embedded Temporal: one namespace that keeps closed workflows for 30 days. */
export const DEV_SERVER = { namespace: 'default', retentionDays: 30 } as const;

const VALUE_TYPES: Record<string, string> = {
  KEYWORD: 'Keyword',
  TEXT: 'Text',
  INT: 'Int',
  DOUBLE: 'Double',
  BOOL: 'Bool',
  DATETIME: 'Datetime',
  KEYWORD_LIST: 'KeywordList',
};

// One partition per task queue: fairness is exact only within a partition.
const dynamicConfig = {
  'matching.useNewMatcher': 'true',
  'matching.enableFairness': 'true',
  'matching.numTaskqueueReadPartitions': '1',
  'matching.numTaskqueueWritePartitions': '1',
  // Closes the HTTP API, which takes any origin and media type: no Host header contains a space.
  'frontend.httpAllowedHosts': '["no host"]',
  // Its routes on the HTTP port take any Host.
  'system.enableNexus': 'false',
};

/** The arguments of `temporal`. SQLite's default mode was tens of times slower than WAL. */
export function devServerArguments(options: {
  ip: string;
  port: number;
  /** Where the Web UI listens; null: without it. */
  ui: { ip: string; port: number } | null;
  httpPort: number;
  metricsPort: number;
  databaseFile: string;
}): string[] {
  const attributes = Object.values(searchAttributes).map(
    ({ name, type }) => `${name}=${VALUE_TYPES[type] ?? type}`,
  );
  return [
    'server',
    'start-dev',
    '--ip',
    options.ip,
    '--port',
    String(options.port),
    ...(options.ui
      ? ['--ui-ip', options.ui.ip, '--ui-port', String(options.ui.port)]
      : ['--headless']),
    '--http-port',
    String(options.httpPort),
    '--metrics-port',
    String(options.metricsPort),
    '--db-filename',
    options.databaseFile,
    '--namespace',
    DEV_SERVER.namespace,
    '--log-format',
    'json',
    ...['journal_mode=wal', 'synchronous=normal'].flatMap((pragma) => ['--sqlite-pragma', pragma]),
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${value}`,
    ]),
    ...attributes.flatMap((attribute) => ['--search-attribute', attribute]),
  ];
}
