import { afterAll } from 'vitest';
import { WorkflowHarness } from './workflow-harness.ts';

/** The harness of a test file, closed after its tests. `env`: of its workers and its client. */
export async function harnessOfFile(env: NodeJS.ProcessEnv = {}): Promise<WorkflowHarness> {
  const harness = await WorkflowHarness.open(env);
  afterAll(() => harness.close());
  return harness;
}
