// Dependencies point one way (ARCHITECTURE.md). `npm test` checks these rules.
const MAY_USE = {
  contracts: [],
  'temporal-config': ['contracts'],
  music: ['contracts'],
  policy: ['contracts', 'temporal-config'],
  prisma: ['contracts', 'temporal-config'],
  storage: ['contracts', 'temporal-config'],
  activities: ['contracts', 'temporal-config', 'music', 'policy', 'prisma', 'storage'],
  workflows: ['contracts', 'temporal-config', 'activities'],
  'apps/worker': [
    'contracts',
    'temporal-config',
    'music',
    'policy',
    'prisma',
    'storage',
    'activities',
    'workflows',
  ],
  // music: what is handed in is read at the door, before anybody waits for it.
  'apps/api': ['contracts', 'temporal-config', 'music', 'policy', 'prisma', 'storage'],
  'apps/stack': ['contracts', 'temporal-config', 'prisma', 'storage'],
  'apps/cli': ['contracts', 'temporal-config', 'music', 'prisma', 'storage', 'apps/stack'],
  'apps/partner-sandbox': [],
  'apps/preview': ['contracts', 'music'],
};
const ROOMS = Object.keys(MAY_USE);
const DOORS = '^[^/]+/index\\.ts$|^apps/[^/]+/index\\.ts$|^temporal-config/[^/]+\\.ts$';
// A rig is what a room's tests stand on.
const TESTS = '\\.test\\.ts$|^test/|/rig/';
const escape = (text) => text.replace(/[/.-]/g, '\\$&');
const anyOf = (rooms) => `^(${rooms.map(escape).join('|')})/`;

module.exports = {
  forbidden: [
    ...ROOMS.map((room) => ({
      name: `${room}-uses-only-what-it-may`,
      severity: 'error',
      comment: `${room} may use ${MAY_USE[room].join(', ') || 'no other room'}.`,
      from: { path: anyOf([room]), pathNot: TESTS },
      to: {
        path: anyOf(ROOMS.filter((other) => other !== room && !MAY_USE[room].includes(other))),
      },
    })),
    ...ROOMS.map((room) => ({
      name: `${room}-is-entered-by-its-door`,
      severity: 'error',
      comment:
        "Other rooms import a room's index.ts (of temporal-config: a file by its name), nothing inside.",
      from: { path: anyOf(ROOMS), pathNot: `${anyOf([room])}|${TESTS}` },
      to: { path: anyOf([room]), pathNot: DOORS },
    })),
    {
      name: 'workflows-know-only-the-types-of-activities',
      severity: 'error',
      comment: "A workflow that ran an activity's code would not replay.",
      from: { path: '^workflows/', pathNot: TESTS },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rooms-use-no-node',
      severity: 'error',
      comment: 'contracts run in workflows and browsers; workflows must be deterministic.',
      from: { path: '^(contracts|workflows)/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-prisma-speaks-sql',
      severity: 'error',
      comment: 'The stack makes the database and its owner before prisma can speak to it.',
      from: { path: anyOf(ROOMS), pathNot: `^prisma/|^apps/stack/services/|${TESTS}` },
      to: { path: 'node_modules/(pg|@prisma)/' },
    },
    {
      name: 'only-storage-speaks-s3',
      severity: 'error',
      from: { path: anyOf(ROOMS), pathNot: `^storage/|${TESTS}` },
      to: { path: 'node_modules/@aws-sdk/' },
    },
    {
      name: 'music-knows-no-temporal',
      severity: 'error',
      from: { path: '^music/' },
      to: { path: 'node_modules/@temporalio/|^temporal-config/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'A circle has no beginning to read from.',
      from: { pathNot: TESTS },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'tests-stay-out-of-the-product',
      severity: 'error',
      from: { path: anyOf(ROOMS), pathNot: TESTS },
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
