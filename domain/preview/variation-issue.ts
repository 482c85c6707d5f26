import type { PartName, Variation } from '@fermata/contracts/values';
import type { Preview } from './preview.ts';

/** Why the preview cannot be varied in this way: it lacks a part that is named. Null if it can. */
export function variationIssue(
  { made }: Pick<Preview, 'made'>,
  { part, withoutParts = [] }: Variation,
): string | null {
  const parts = made.parts.map((each) => each.part);
  const absent = [...(part === undefined ? [] : [part]), ...withoutParts].find(
    (named: PartName) =>
      !parts.includes(named) && (named === part || !made.intent.withoutParts.includes(named)),
  );
  return absent === undefined
    ? null
    : `the preview has no ${absent}; its parts are ${parts.join(', ')}`;
}
