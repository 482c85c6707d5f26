import type { MaterialQuery, MaterialView } from '@fermata/contracts/http';
import type { MaterialLicence } from '@fermata/contracts/values';
import { invalidRequest } from '../http/contract-pipe.ts';

/** The licence of a material that needs one. Throws a 400 if a part of it is missing. */
export function requiredLicence(
  work: string,
  { licensor, licence, territories }: Omit<MaterialQuery, 'bars'>,
): MaterialLicence {
  if (licensor !== undefined && licence !== undefined)
    return { licensor, licence, ...(territories ? { territories } : {}) };
  const missing = Object.entries({ licensor, licence }).flatMap(([field, value]) =>
    value === undefined ? [{ path: `query.${field}`, message: `is required for ${work}` }] : [],
  );
  throw invalidRequest(missing);
}

/** The licence of a material that needs none. Throws a 400 if a part of it is missing. */
export function declaredLicence({
  licensor,
  licence,
  territories,
}: Omit<MaterialQuery, 'bars'>): MaterialView['licence'] {
  if (licensor !== undefined && licence !== undefined)
    return { licensor, licence, ...(territories ? { territories } : {}) };
  if (licensor === undefined && licence === undefined) return null;
  throw invalidRequest([
    {
      path: licensor === undefined ? 'query.licensor' : 'query.licence',
      message: 'licensor and licence must be sent together',
    },
  ]);
}
