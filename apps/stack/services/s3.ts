import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3_DEFAULTS } from '@fermata/contracts/settings';
import { createFolder } from '../folders/create-folder.ts';
import { LOOPBACK } from '../ports/ports.ts';
import type { ProcessPlan, SupervisedProcess } from '../process/supervised-process.ts';
import { httpUrl } from '../settings/local-addresses.ts';
import { assertHttpOk } from './assert-http-ok.ts';

export interface S3Options {
  versitygw: string;
  dataFolder: string;
  logFile: string;
  port: number;
  accessKeyId: string;
  secretAccessKey: string;
}

/**
 * versitygw over a folder: buckets in `objects/`, older versions in `versions/`, metadata in
 * extended attributes, or in `metadata/` if that folder exists.
 */
export async function planS3({
  versitygw,
  dataFolder,
  logFile,
  port,
  accessKeyId,
  secretAccessKey,
}: S3Options): Promise<ProcessPlan> {
  const objects = join(dataFolder, 'objects');
  const versions = join(dataFolder, 'versions');
  const metadata = metadataFolder(dataFolder);
  for (const folder of [objects, versions]) await createFolder(folder, 0o700);
  return {
    name: 's3',
    logFile,
    stopSignal: 'SIGTERM',
    startSeconds: 20,
    stopSeconds: 10,
    command: () => ({
      file: versitygw,
      args: [
        '--port',
        `${LOOPBACK}:${port}`,
        '--region',
        S3_DEFAULTS.region,
        '--quiet',
        '--health',
        '/healthz',
        'posix',
        '--versioning-dir',
        versions,
        ...(existsSync(metadata) ? ['--sidecar', metadata] : []),
        objects,
      ],
      env: {
        PATH: process.env.PATH,
        ROOT_ACCESS_KEY: accessKeyId,
        ROOT_SECRET_KEY: secretAccessKey,
      },
    }),
    check: () => assertHttpOk(`${httpUrl(port)}/healthz`),
  };
}

const metadataFolder = (dataFolder: string): string => join(dataFolder, 'metadata');

/**
 * Starts versitygw. On a file system without extended attributes, starts it again with metadata in
 * files.
 */
export async function startS3Process(
  process: SupervisedProcess,
  { dataFolder, logFile }: Pick<S3Options, 'dataFolder' | 'logFile'>,
): Promise<void> {
  try {
    await process.start();
  } catch (error) {
    const message = (await readFile(logFile, 'utf8')).slice(-2000);
    if (existsSync(metadataFolder(dataFolder)) || !message.includes('xattrs are not supported'))
      throw error;
    await mkdir(metadataFolder(dataFolder), { mode: 0o700 });
    await process.start();
  }
}
