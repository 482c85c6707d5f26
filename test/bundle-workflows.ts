import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { repositoryRoot } from '@fermata/stack';

/** Bundles the current workflows from their sources. Returns the path of the bundle in the folder. */
export async function bundleWorkflows(folder: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(repositoryRoot, 'workflows', 'index.ts'),
    payloadConverterPath: join(repositoryRoot, 'workflows', 'unreadable', 'payload-converter.ts'),
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['source', '...'] },
    }),
  });
  const bundleFile = join(folder, 'workflow-bundle.js');
  await writeFile(bundleFile, code);
  return bundleFile;
}
