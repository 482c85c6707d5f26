import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTemporal } from '@fermata/stack/services';
import { bundleWorkflows } from './bundle-workflows.ts';
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
  const [servers, bundleFile] = await Promise.all([
    Promise.all(
      Array.from({ length: WORKFLOW_FILES }, (_, index) =>
        startTemporal({ folder: join(folder, String(index)) }),
      ),
    ),
    bundleWorkflows(folder),
  ]);
  project.provide('temporal', { addresses: servers.map(({ address }) => address), bundleFile });
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  };
}
