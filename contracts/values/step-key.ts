import { canonicalSha256 } from './canonical.ts';

/** The key of a cached step: sha256(step, version, inputs). Equal inputs give equal results. */
export const stepKey = ({
  name,
  version,
  inputs,
}: {
  readonly name: string;
  readonly version: number;
  readonly inputs: unknown;
}): string => canonicalSha256({ step: name, version, inputs });
