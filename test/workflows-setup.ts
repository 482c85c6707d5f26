import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { repositoryRoot } from '@fermata/stack';
import { startTemporal } from '@fermata/stack/services';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A Temporal server for this run, and the bundle of the current workflows. */
    temporal: { address: string; bundleFile: string };
  }
}

/** One Temporal dev server and one bundle, made from the sources, for all workflow tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-workflows-'));
  const bundleFile = join(folder, 'workflow-bundle.js');
  const [server, { code }] = await Promise.all([
    startTemporal({ folder }),
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
  project.provide('temporal', { address: server.address, bundleFile });
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
