import { ProjectId, Sha256, Style } from '@fermata/contracts/values';

/** The keys in the bucket. Every part of a key is validated, so that no key reaches another project. */
export const assetKey = (projectId: string, sha256: string): string =>
  `${ProjectId.parse(projectId)}/sha256/${Sha256.parse(sha256).slice(0, 2)}/${sha256}`;

export const CHECKPOINT_PREFIX = 'checkpoint/';
const CHECKPOINT_KEY = /^checkpoint\/(\d{12})\.json$/;

/** Padded, so that keys and numbers have the same order. */
export const checkpointKey = (number: number): string =>
  `${CHECKPOINT_PREFIX}${String(number).padStart(12, '0')}.json`;

/** The number in a key; null for another key. */
export function checkpointNumber(key: string): number | null {
  const digits = CHECKPOINT_KEY.exec(key)?.[1];
  return digits === undefined ? null : Number(digits);
}

// A project named "engine" or "history" is no conflict: the second part of its keys is "sha256".
export const engineKey = (sha256: string): string => `engine/${Sha256.parse(sha256)}`;

/** One for each key that has signed the engine. */
export const engineSignatureKey = (engineSha256: string, keyId: string): string =>
  `${engineKey(engineSha256)}.signatures/${Sha256.parse(keyId)}`;

export const engineNoticesKey = (engineSha256: string): string =>
  `${engineKey(engineSha256)}.notices.txt`;

/** Next to its engine; the style is a plain name. */
export const defaultPreviewKey = (engineSha256: string, style: string): string =>
  `${engineKey(engineSha256)}.defaults/${Style.parse(style)}`;

/** A folder for each workflow id: split at "/", other special characters and dots are percent-encoded. */
export function historyKey(workflowId: string, runId: string): string {
  const parts = [...workflowId.split('/'), runId].map(
    (part) => encodeURIComponent(part).replaceAll('.', '%2E') || '%',
  );
  return `history/${parts.join('/')}.json`;
}
