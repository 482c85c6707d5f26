import type { AmendmentChanges } from '@fermata/contracts/values';

/** The fields that an amendment changes: `title, label; recording 1-2: artists`. Empty if it changes none. */
export const amendedFields = ({ recordings = [], ...whole }: AmendmentChanges): string =>
  [
    ...(Object.keys(whole).length === 0 ? [] : [Object.keys(whole).join(', ')]),
    ...recordings.map(
      ({ disc = 1, number, isrc, ...fields }) =>
        `recording ${isrc ?? `${disc}-${number}`}: ${Object.keys(fields).join(', ')}`,
    ),
  ].join('; ');
