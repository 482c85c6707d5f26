import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bundleWorkflowCode } from '@temporalio/worker';
import { workflowTracingModule } from '@fermata/temporal-config/tracing';
import { workflowBundlePath } from './workflow-bundle-path.ts';

/**
 * Bundles the workflows at build time, so that a worker starts within a second and all workers run
 * the same code.
 */
const { resolve } = createRequire(import.meta.url);
const { code } = await bundleWorkflowCode({
  workflowsPath: resolve('@fermata/workflows'),
  payloadConverterPath: resolve('@fermata/workflows/unreadable/payload-converter'),
  workflowInterceptorModules: [
    resolve('@fermata/workflows/unreadable/interceptors'),
    workflowTracingModule,
  ],
  preloadModules: ['@fermata/workflows/preload-schemas'],
});
await writeFile(workflowBundlePath, code);
