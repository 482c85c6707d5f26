import { type IdentifierRange, isForSandboxOnly } from './identifier-range.ts';

/**
 * The UPC that a partner gets with its next delivery of a release; null: none. `upc`: the assigned one. `range`: the
 * one from which the reservation assigns another; until it has, the first of the range stands for it.
 */
export function upcForPartner({
  upc,
  range,
  partner,
}: {
  readonly upc: string | null;
  readonly range: Pick<IdentifierRange, 'from' | 'codeOf'> | null;
  readonly partner: string;
}): string | null {
  if (upc !== null && !isForSandboxOnly(upc, partner)) return upc;
  return range?.codeOf(range.from) ?? null;
}
