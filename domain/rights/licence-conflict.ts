import { canonicalJson, type MaterialLicence } from '@fermata/contracts/values';

type Licence = MaterialLicence | null;

/** The conflict if bytes that have a licence, or none, are supplied with another one; otherwise null. */
export function licenceConflict(existing: Licence, declared: Licence): string | null {
  if (declared === null || canonicalJson(existing) === canonicalJson(declared)) return null;
  return (
    `already exists ${existing === null ? 'without a licence' : `with ${describe(existing)}`}; ` +
    `this request has ${describe(declared)}, and the first one remains`
  );
}

const describe = ({ licence, licensor, territories }: MaterialLicence): string =>
  `the licence ${licence} of ${licensor} for ${territories?.join(', ') ?? 'all territories'}`;
