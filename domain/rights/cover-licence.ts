import type { MaterialLicence } from '@fermata/contracts/values';

/** Why a release may not have a given cover, or null. `licence`: as declared with the picture; null: none was. */
export function coverLicenceIssue(
  sha256: string,
  licence: MaterialLicence | null,
  territories: readonly string[] | undefined,
): string | null {
  const name = `the cover ${sha256.slice(0, 12)}`;
  if (licence === null) return `${name} has no declared licence`;
  const { licensor, territories: licensed } = licence;
  if (licensed === undefined || territories?.every((code) => licensed.includes(code)) === true)
    return null;
  return (
    `${name} of ${licensor} is licensed for ${licensed.join(', ')}, and the release ` +
    (territories === undefined ? 'names no territories' : `covers ${territories.join(', ')}`)
  );
}
