import { ProjectId, Sha256 } from '@fermata/contracts';

/** Where everything stands in the bucket. A key is made of checked parts only, so that nobody reaches into another project. */
export const assetKey = (projectId: string, sha256: string): string => `${ProjectId.parse(projectId)}/sha256/${Sha256.parse(sha256).slice(0, 2)}/${sha256}`;

// Also a project named "engine" or "history" gets in nobody's way: the second part of its keys is "sha256".
export const engineKey = (sha256: string): string => `engine/${Sha256.parse(sha256)}`;

const ID = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+){0,3}$/;

export function historyKey(workflowId: string, runId: string): string {
  if (!ID.test(workflowId) || !ID.test(runId) || runId.includes('/')) throw new TypeError(`no history can be kept under workflow ${workflowId}, run ${runId}: letters, digits, "-" and "_" are allowed, and "/" between the parts of a workflow id`);
  return `history/${workflowId}/${runId}.json`;
}
