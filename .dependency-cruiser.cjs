// Imports go one way (ARCHITECTURE.md). `npm run check` and `npm test` check these rules.
const MAY_USE = {
  contracts: [],
  'temporal-config': ['contracts'],
  domain: ['contracts'],
  clients: ['contracts', 'domain'],
  music: ['contracts'],
  models: ['contracts', 'music'],
  policy: ['contracts'],
  partners: ['contracts', 'domain'],
  prisma: ['contracts', 'domain'],
  storage: ['contracts'],
  activities: [
    ...['contracts', 'domain', 'temporal-config', 'music', 'models'],
    ...['policy', 'partners', 'prisma', 'storage'],
  ],
  workflows: ['contracts', 'domain', 'temporal-config', 'activities'],
  'apps/worker': [
    ...['contracts', 'domain', 'temporal-config', 'policy', 'partners'],
    ...['prisma', 'storage', 'activities', 'workflows'],
  ],
  // music: uploads and requests are checked before a workflow starts; models: briefs are understood before it.
  'apps/api': [
    ...[
      'contracts',
      'domain',
      'temporal-config',
      'models',
      'music',
      'partners',
      'prisma',
      'storage',
    ],
  ],
  'apps/stack': ['contracts', 'temporal-config', 'prisma', 'storage'],
  'apps/cli': [
    ...['contracts', 'domain', 'clients', 'music', 'models', 'prisma', 'storage', 'apps/stack'],
  ],
  'apps/partner-sandbox': [],
  'apps/preview': ['contracts', 'domain', 'music', 'models'],
};
const PACKAGES = Object.keys(MAY_USE);
/** These packages have one entry point for each folder. */
const BY_FOLDER = '(contracts|domain|clients)';
const ENTRY_POINTS = [
  '^[^/]+/index\\.ts$',
  '^apps/[^/]+/index\\.ts$',
  `^${BY_FOLDER}/[^/]+/index\\.ts$`,
  '^temporal-config/[^/]+\\.ts$',
].join('|');
// Harnesses and fixtures of a package's tests lie in its folder testing/.
const TESTS = '\\.test\\.ts$|^test/|/testing/';
const escape = (text) => text.replace(/[/.-]/g, '\\$&');
const anyOf = (packages) => `^(${packages.map(escape).join('|')})/`;

module.exports = {
  forbidden: [
    ...PACKAGES.map((name) => ({
      name: `${name}-uses-only-what-it-may`,
      severity: 'error',
      comment: `${name} may use ${MAY_USE[name].join(', ') || 'no other package'}.`,
      from: { path: anyOf([name]), pathNot: TESTS },
      to: {
        path: anyOf(PACKAGES.filter((other) => other !== name && !MAY_USE[name].includes(other))),
      },
    })),
    ...PACKAGES.map((name) => ({
      name: `${name}-is-imported-by-its-entry-points`,
      severity: 'error',
      comment: `Other packages import an entry point of ${name}, not a file inside.`,
      from: { path: anyOf(PACKAGES), pathNot: `${anyOf([name])}|${TESTS}` },
      to: { path: anyOf([name]), pathNot: ENTRY_POINTS },
    })),
    ...[
      ['values', ['events', 'http', 'io', 'settings', 'temporal']],
      ['events', ['http', 'io', 'settings', 'temporal']],
      ['settings', ['events', 'http', 'io', 'temporal']],
      ['temporal', ['http', 'io', 'settings']],
      ['http', ['io', 'settings', 'temporal']],
      ['io', ['values', 'events', 'http', 'settings', 'temporal']],
    ].map(([folder, above]) => ({
      name: `contracts-${folder}-uses-only-what-it-may`,
      severity: 'error',
      comment: 'values ← events ← http, temporal; values ← settings; io alone',
      from: { path: `^contracts/${folder}/`, pathNot: TESTS },
      to: { path: `^contracts/(${above.join('|')})/` },
    })),
    {
      name: 'domain-uses-only-values-and-events',
      severity: 'error',
      comment: 'A decision gets values; settings and messages are parsed by its callers.',
      from: { path: '^domain/', pathNot: TESTS },
      to: { path: '^contracts/(?!values/|events/)' },
    },
    {
      name: 'workflows-do-no-io',
      severity: 'error',
      comment:
        'Timers and streams are no part of a deterministic workflow; domain has values only.',
      from: { path: '^workflows/', pathNot: TESTS },
      to: { path: '^contracts/io/' },
    },
    {
      name: 'workflows-import-only-types-of-activities',
      severity: 'error',
      comment: "A workflow that ran an activity's code would not replay.",
      from: { path: '^workflows/', pathNot: TESTS },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-packages-use-no-node',
      severity: 'error',
      comment: 'contracts and domain run in workflows and browsers; workflows are deterministic.',
      from: { path: '^(contracts|domain|workflows)/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-uses-no-temporal',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: 'node_modules/@temporalio/' },
    },
    {
      name: 'only-prisma-speaks-sql',
      severity: 'error',
      comment: 'The stack creates the database and its owner before prisma can use it.',
      from: { path: anyOf(PACKAGES), pathNot: `^prisma/|^apps/stack/services/|${TESTS}` },
      to: { path: 'node_modules/(pg|@prisma)/' },
    },
    {
      name: 'only-storage-speaks-s3',
      severity: 'error',
      comment: "A partner's drop folder is no store of ours.",
      from: {
        path: anyOf(PACKAGES),
        pathNot: `^storage/|^partners/drop/|^apps/partner-sandbox/drop/|${TESTS}`,
      },
      to: { path: 'node_modules/@aws-sdk/' },
    },
    {
      name: 'music-knows-no-temporal',
      severity: 'error',
      from: { path: '^(music|models)/' },
      to: { path: 'node_modules/@temporalio/|^temporal-config/' },
    },
    {
      name: 'no-file-cycles',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'tests-stay-out-of-the-product',
      severity: 'error',
      from: { path: anyOf(PACKAGES), pathNot: TESTS },
      to: { path: TESTS },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
