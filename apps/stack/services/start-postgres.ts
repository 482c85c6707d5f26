import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../ports/free-ports.ts';
import { SupervisedProcess } from '../process/supervised-process.ts';
import { postgresUrl } from '../settings/local-addresses.ts';
import { planPostgres, SUPERUSER } from './postgres.ts';

export interface RunningPostgres {
  /** The superuser in the database `postgres`. */
  adminUrl: string;
  process: SupervisedProcess;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL under `folder` on a free port with a new password, for tests: no safety on power
 * loss.
 */
export async function startPostgres({ folder }: { folder: string }): Promise<RunningPostgres> {
  const port = await freePort();
  const password = randomBytes(24).toString('base64url');
  const plan = await planPostgres({
    dataFolder: join(folder, 'postgres'),
    logFile: join(folder, 'logs', 'postgres.log'),
    port,
    superuserPassword: password,
    durable: false,
  });
  const process = new SupervisedProcess(plan, { restart: false });
  await process.start();
  return {
    adminUrl: postgresUrl(port, SUPERUSER, password, 'postgres'),
    process,
    stop: () => process.stop(),
  };
}
