import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The user that runs PostgreSQL's programs: the current user, or an unprivileged one under root,
 * which PostgreSQL refuses.
 */
export interface PostgresAccount {
  uid?: number;
  gid?: number;
  /** Arguments that go before the program and its arguments. */
  prefix: string[];
}

/**
 * Chooses the user: the owner of existing data, else `postgres`, else `nobody`. Throws an Error
 * when that user cannot reach `folders`.
 */
export async function postgresAccount(
  dataFolder: string,
  folders: string[],
): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const owner = await stat(dataFolder).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => null,
  );
  const { uid, gid } =
    owner && owner.uid !== 0
      ? owner
      : ((await idsOf('postgres')) ?? (await idsOf('nobody')) ?? { uid: 65_534, gid: 65_534 });
  // Listing `folder/.` needs the right to enter it; `test -x` would ignore the capability that
  // setpriv grants.
  const entered = folders.map((folder) => `${folder}/.`);
  const reachable = await run('ls', ['-d', ...entered], { uid, gid }).then(
    () => true,
    () => false,
  );
  if (reachable) return { uid, gid, prefix: [] };
  // A folder such as /root is closed to other users: keep only the root capability that opens it.
  const prefix = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    '--bounding-set=-all,+dac_override',
  ];
  const opened = await run('setpriv', [...prefix.slice(1), 'ls', '-d', ...entered]).then(
    () => true,
    () => false,
  );
  if (opened) return { prefix };
  throw new Error(
    `PostgreSQL does not run as root, and the user with id ${uid} that it would run as ` +
      `cannot reach ${folders.join(' and ')}: run Fermata as another user, ` +
      'or clone it into a folder that is open to all',
  );
}

async function idsOf(user: string): Promise<{ uid: number; gid: number } | null> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map((flag) =>
      run('id', [flag, user]).then(
        ({ stdout }) => Number(stdout),
        () => null,
      ),
    ),
  );
  return typeof uid === 'number' && typeof gid === 'number' ? { uid, gid } : null;
}
