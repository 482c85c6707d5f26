import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { repositoryRoot } from '@fermata/stack';
import { startTemporal } from '@fermata/stack/services';
import { WORKFLOW_FILES } from './workflow-files.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A Temporal server for each file that runs at a time, and the bundle of the current workflows. */
    temporal: { addresses: string[]; bundleFile: string };
  }
}

/** Temporal dev servers and one bundle, made from the sources, for all workflow tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-workflows-'));
  const bundleFile = join(folder, 'workflow-bundle.js');
  const [servers, { code }] = await Promise.all([
    Promise.all(
      Array.from({ length: WORKFLOW_FILES }, (_, index) =>
        startTemporal({ folder: join(folder, String(index)) }),
      ),
    ),
    bundleWorkflowCode({
      workflowsPath: join(repositoryRoot, 'workflows', 'index.ts'),
      payloadConverterPath: join(repositoryRoot, 'workflows', 'unreadable', 'payload-converter.ts'),
      logger: new DefaultLogger('ERROR'),
      webpackConfigHook: (config) => ({
        ...config,
        resolve: { ...config.resolve, conditionNames: ['source', '...'] },
      }),
    }),
  ]);
  await writeFile(bundleFile, code);
  project.provide('temporal', { addresses: servers.map(({ address }) => address), bundleFile });
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  };
}
