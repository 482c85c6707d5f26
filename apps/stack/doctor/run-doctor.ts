import { existsSync } from 'node:fs';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runningStack } from '../background/start-detached.ts';
import { readStackFile } from '../data/stack-file.ts';
import { assertPortFree } from '../ports/assert-port-free.ts';
import { portHolder } from '../ports/port-holder.ts';
import { PORT_TABLE, readPorts } from '../ports/ports.ts';
import { repositoryRoot } from '../repository-root.ts';
import { PORTS_OF, SERVICE_NAMES, type ServiceName } from '../service-name.ts';
import { postgresAccount } from '../services/postgres-account.ts';
import { postgresBinaries } from '../services/postgres-binaries.ts';
import { keysFile, readKeys } from '../settings/keys.ts';
import { type Env, outsideServices } from '../settings/outside-services.ts';
import { findTool } from '../tools/acquire-tool.ts';
import { TOOL_NAMES, type ToolName } from '../tools/tool.ts';

/** The result of one check. `advice` says how to fix it. */
export interface CheckResult {
  check: string;
  level: 'ok' | 'warning' | 'error';
  detail: string;
  advice: string | null;
}

const ok = (check: string, detail: string): CheckResult => ({
  check,
  level: 'ok',
  detail,
  advice: null,
});
const warning = (check: string, detail: string, advice: string): CheckResult => ({
  check,
  level: 'warning',
  detail,
  advice,
});
const failure = (check: string, detail: string, advice: string): CheckResult => ({
  check,
  level: 'error',
  detail,
  advice,
});
const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const GIGABYTE = 1e9;

/** Checks everything that the stack needs, without changing it, and says how to fix problems. */
export async function runDoctor({
  dataDir,
  env,
}: {
  dataDir: string;
  env: Env;
}): Promise<CheckResult[]> {
  const folder = resolve(dataDir);
  let outside = new Set<ServiceName>();
  const results: CheckResult[] = [checkNode(), checkBuild(), checkMemory()];
  try {
    outside = outsideServices(env);
    if (outside.size > 0)
      results.push(ok('external services', `not started here: ${[...outside].join(', ')}`));
  } catch (error) {
    results.push(
      failure(
        'external services',
        errorMessage(error),
        'Set the missing variables, or unset the address to use the embedded service.',
      ),
    );
  }
  const tools = TOOL_NAMES.filter((name) => !outside.has(name === 'temporal' ? 'temporal' : 's3'));
  results.push(...(await Promise.all(tools.map((name) => checkTool(name, env)))));
  if (!outside.has('postgres')) results.push(await checkPostgres(folder));
  results.push(
    await checkDisk(folder),
    await checkKeys(folder),
    await checkLeftovers(folder),
    ...(await checkPorts(folder, env, outside)),
  );
  return results;
}

function checkNode(): CheckResult {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 22
    ? ok('Node.js', process.version)
    : failure(
        'Node.js',
        `${process.version} is too old`,
        'Start with `npx fermata` or an npm script: they use the Node.js 24 that npm installed.',
      );
}

function checkBuild(): CheckResult {
  const missing = ['worker', 'api', 'partner-sandbox', 'preview'].filter(
    (app) => !existsSync(join(repositoryRoot, 'apps', app, 'dist', 'main.js')),
  );
  return missing.length === 0
    ? ok('build', 'worker, API, preview service and partner are built')
    : failure('build', `not built: ${missing.join(', ')}`, 'Run `npm run build`.');
}

function checkMemory(): CheckResult {
  const gigabytes = totalmem() / GIGABYTE;
  return gigabytes >= 3
    ? ok('memory', `${gigabytes.toFixed(1)} GB`)
    : warning(
        'memory',
        `${gigabytes.toFixed(1)} GB`,
        'The whole stack needs about 3 GB; with less it may swap.',
      );
}

async function checkTool(name: ToolName, env: Env): Promise<CheckResult> {
  const tool = await findTool(name, { env });
  if (tool)
    return ok(
      name,
      `${tool.version}, ${tool.from === 'path' ? 'on PATH' : 'in the cache'}: ${tool.file}`,
    );
  const hasGo = (env.PATH ?? '').split(':').some((directory) => existsSync(join(directory, 'go')));
  return warning(
    name,
    'not installed yet',
    'The first start downloads its official release' +
      (hasGo
        ? ', or builds it with Go in some minutes if there is no connection.'
        : '; without a connection, install Go or put the program on PATH.'),
  );
}

async function checkPostgres(folder: string): Promise<CheckResult> {
  try {
    const binaries = await postgresBinaries();
    await postgresAccount(join(folder, 'postgres'), [
      existsSync(folder) ? folder : dirname(folder),
      dirname(binaries.postgres),
    ]);
    return ok('PostgreSQL', binaries.postgres);
  } catch (error) {
    return failure(
      'PostgreSQL',
      errorMessage(error),
      'Follow the message, or set DATABASE_URL to your own PostgreSQL.',
    );
  }
}

async function checkDisk(folder: string): Promise<CheckResult> {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  try {
    await access(existing, constants.W_OK);
  } catch {
    return failure(
      'data folder',
      `${existing} cannot be written`,
      'Set FERMATA_DATA to a writable folder.',
    );
  }
  const { bavail, bsize } = await statfs(existing);
  const free = `${((bavail * bsize) / GIGABYTE).toFixed(1)} GB free for ${folder}`;
  if (bavail * bsize < 0.5 * GIGABYTE)
    return failure(
      'disk',
      free,
      'Free some space, or set FERMATA_DATA to a folder on another disk.',
    );
  return bavail * bsize < 3 * GIGABYTE
    ? warning('disk', free, 'A finished minute of music takes about 60 MB: free some space soon.')
    : ok('disk', free);
}

async function checkKeys(folder: string): Promise<CheckResult> {
  const file = keysFile(folder);
  try {
    const keys = await readKeys(folder);
    if (!keys) return ok('keys', 'none yet: made at the first start');
  } catch (error) {
    return failure(
      'keys',
      errorMessage(error),
      'Restore the file, or move the whole data folder away to start with new keys.',
    );
  }
  const { mode } = await stat(file);
  return (mode & 0o077) === 0
    ? ok('keys', `${file}, readable by its owner only`)
    : failure(
        'keys',
        `${file} can be read by others (mode ${(mode & 0o777).toString(8)})`,
        `Run \`chmod 600 ${file}\`; if others had access, take a new data folder.`,
      );
}

async function checkLeftovers(folder: string): Promise<CheckResult> {
  const running = await runningStack(folder);
  if (running)
    return ok('stack', `runs (process ${running.supervisor.pid}, since ${running.since})`);
  return (await readStackFile(folder))
    ? warning(
        'stack',
        'was killed and may have left processes running',
        'Run `fermata down` to end them; the next `fermata up` does so, too.',
      )
    : ok('stack', 'does not run');
}

async function checkPorts(
  folder: string,
  env: Env,
  outside: ReadonlySet<ServiceName>,
): Promise<CheckResult[]> {
  if (await runningStack(folder)) return [];
  let ports: ReturnType<typeof readPorts>;
  try {
    ports = readPorts(env);
  } catch (error) {
    return [failure('ports', errorMessage(error), 'Correct the variable.')];
  }
  const names = SERVICE_NAMES.filter((name) => !outside.has(name)).flatMap(
    (name) => PORTS_OF[name],
  );
  const issues: CheckResult[] = [];
  // Leftovers of a killed stack are already reported above.
  const leftovers = new Set(
    Object.values((await readStackFile(folder))?.services ?? {}).map(
      (service) => service?.process?.pid,
    ),
  );
  for (const name of names) {
    const holder = ports[name] === 0 ? null : await portHolder(ports[name]);
    if (holder && leftovers.has(holder.pid)) continue;
    try {
      if (ports[name] !== 0) await assertPortFree(name, ports[name]);
    } catch (error) {
      issues.push(
        failure(
          'ports',
          errorMessage(error),
          `\`${PORT_TABLE[name].variable}=${ports[name] + 100} fermata up\` uses another.`,
        ),
      );
    }
  }
  return issues.length > 0
    ? issues
    : [ok('ports', names.map((name) => ports[name] || 'any').join(', '))];
}
