import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run, step } from './step.mjs';

const NOT_SOURCES = new Set(['node_modules', 'dist', 'generated', 'coverage', '.git', '.fermata']);

const PACKAGES = [
  'contracts',
  'domain',
  'clients',
  'temporal-config',
  'music',
  'models',
  'partners',
  'policy',
  'prisma',
  'storage',
  'activities',
  'workflows',
];

/**
 * The build steps in order. A step runs when a source changed or its output is missing.
 * `sources`: folders and files. `output`: a file that the step creates.
 */
const STEPS = [
  {
    name: 'generate the database client',
    sources: ['prisma/schema.prisma', 'prisma/generate.mjs'],
    output: 'prisma/generated',
    command: ['npm', 'run', 'generate', '--silent', '-w', '@fermata/prisma'],
  },
  {
    name: 'build the sound engine',
    sources: ['music', 'contracts'],
    output: 'music/dist/engine',
    package: 'music',
    command: ['npm', 'run', 'build', '--silent', '-w', '@fermata/music'],
  },
  {
    name: 'compile',
    sources: [...PACKAGES, 'apps'],
    output: 'apps/cli/dist/main.js',
    command: [
      'tsc',
      '-b',
      'apps/worker',
      'apps/api',
      'apps/cli',
      'apps/partner-sandbox',
      'apps/preview',
    ],
  },
  {
    name: 'bundle the workflows',
    sources: ['workflows', 'contracts', 'temporal-config', 'apps/worker'],
    output: 'apps/worker/dist/workflow-bundle.js',
    package: 'apps/worker',
    command: ['npm', 'run', 'build', '--silent', '-w', '@fermata/worker'],
  },
  {
    name: 'compile the tests',
    sources: [...PACKAGES, 'apps', 'test'],
    output: 'test/dist',
    command: ['tsc', '-b'],
    forTests: true,
  },
  {
    name: 'check the types of the tests',
    sources: [...PACKAGES, 'apps', 'test', 'tsconfig.tests.json'],
    command: ['tsc', '-p', 'tsconfig.tests.json'],
    forTests: true,
  },
  {
    name: "check the types of music's tests",
    sources: ['contracts', 'music', 'test'],
    command: ['tsc', '-p', 'music/tsconfig.tests.json'],
    forTests: true,
  },
];

/** `withTests` builds everything; otherwise only the parts that run Fermata. */
export async function build(root, env, { withTests }) {
  const stampFile = join(root, 'node_modules', '.cache', 'fermata', 'build.json');
  const stamps = readStamps(stampFile);
  for (const {
    name,
    sources,
    output,
    package: packageFolder,
    command,
    forTests = false,
  } of STEPS) {
    if (forTests && !withTests) continue;
    if (
      packageFolder &&
      !JSON.parse(readFileSync(join(root, packageFolder, 'package.json'), 'utf8')).scripts?.build
    )
      continue;
    const stamp = fingerprint(root, ['package-lock.json', 'tsconfig.base.json', ...sources]);
    if (
      stamps[name] === stamp &&
      (output === undefined || existsSync(join(root, output))) &&
      (!name.startsWith('compile') ||
        PACKAGES.every((each) => existsSync(join(root, each, 'dist'))))
    )
      continue;
    const [program, ...args] = command;
    await step(name, () => run(program, args, { cwd: root, env }));
    stamps[name] = stamp;
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, JSON.stringify(stamps, null, 2));
  }
}

/** sha256 over paths and contents of all source files. */
function fingerprint(root, sources) {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const file of filesOf(root, source))
      hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesOf(root, source) {
  if (/\.\w+$/.test(source)) return existsSync(join(root, source)) ? [source] : [];
  return readdirSync(join(root, source), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      if (NOT_SOURCES.has(entry.name)) return [];
      const path = source === '.' ? entry.name : `${source}/${entry.name}`;
      if (entry.isDirectory()) return filesOf(root, path);
      return /\.(ts|tsx|mts|mjs|json|dsp|lib|prisma|cedar|cedarschema|sql)$/.test(entry.name)
        ? [path]
        : [];
    });
}

function readStamps(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
