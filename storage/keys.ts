import { ProjectId, Sha256, Style } from '@fermata/contracts/values';

/** Where everything stands in the bucket. A key is made of checked parts only, so that nobody reaches into another project. */
export const assetKey = (projectId: string, sha256: string): string =>
  `${ProjectId.parse(projectId)}/sha256/${Sha256.parse(sha256).slice(0, 2)}/${sha256}`;

// Also a project named "engine" or "history" gets in nobody's way: the second part of its keys is "sha256".
export const engineKey = (sha256: string): string => `engine/${Sha256.parse(sha256)}`;

/** Beside its engine; the style is a plain name. */
export const defaultPreviewKey = (engineSha256: string, style: string): string =>
  `${engineKey(engineSha256)}.defaults/${Style.parse(style)}`;

/** Any workflow id is a folder of its own: what is not plain (a schedule's time, dots that climb) is percent-encoded, and "/" parts it. */
export function historyKey(workflowId: string, runId: string): string {
  const parts = [...workflowId.split('/'), runId].map(
    (part) => encodeURIComponent(part).replaceAll('.', '%2E') || '%',
  );
  return `history/${parts.join('/')}.json`;
}
