import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { S3_DEFAULTS } from '@fermata/contracts/settings';
import { freePort } from '../ports/free-ports.ts';
import { SupervisedProcess } from '../process/supervised-process.ts';
import { httpUrl } from '../settings/local-addresses.ts';
import { acquireTool } from '../tools/acquire-tool.ts';
import { planS3, startS3Process } from './s3.ts';

export interface RunningS3 {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  process: SupervisedProcess;
  stop(): Promise<void>;
}

/** An S3 server under `folder` on a free port with new keys. */
export async function startS3({ folder }: { folder: string }): Promise<RunningS3> {
  const port = await freePort();
  const { file: versitygw } = await acquireTool('versitygw');
  const accessKeyId = randomBytes(10).toString('hex');
  const secretAccessKey = randomBytes(24).toString('base64url');
  const options = {
    versitygw,
    dataFolder: join(folder, 's3'),
    logFile: join(folder, 'logs', 's3.log'),
    port,
    accessKeyId,
    secretAccessKey,
  };
  const process = new SupervisedProcess(await planS3(options), { restart: false });
  await startS3Process(process, options);
  return {
    endpoint: httpUrl(port),
    region: S3_DEFAULTS.region,
    accessKeyId,
    secretAccessKey,
    process,
    stop: () => process.stop(),
  };
}
