import { canonicalJson, type ReleasedVersion } from '@fermata/contracts/values';

/** The fields of a claimed version that differ from the completed one, of whose files it may have a part. */
export function differingFields(claimed: ReleasedVersion, completed: ReleasedVersion): string[] {
  const same = (one: unknown, other: unknown): boolean =>
    canonicalJson(one ?? null) === canonicalJson(other ?? null);
  const fields = [
    ...new Set([...Object.keys(claimed), ...Object.keys(completed)]),
  ] as (keyof ReleasedVersion)[];
  const differing: string[] = fields.filter(
    (field) => field !== 'files' && !same(claimed[field], completed[field]),
  );
  const filesKnown = claimed.files.every((file) =>
    completed.files.some((known) => same(file, known)),
  );
  const hasFiles = claimed.files.length > 0 || claimed.recordings !== undefined;
  if (!filesKnown || !hasFiles) differing.push('files');
  return differing;
}
