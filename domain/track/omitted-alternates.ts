import {
  type Alternate,
  alternateIssue,
  type Intent,
  type OmittedAlternate,
} from '@fermata/contracts/values';

/** The requested alternates that a version cannot have, because a reviewer may have shortened it. */
export const impossibleAlternates = (
  requested: readonly Alternate[],
  intent: Pick<Intent, 'durationSeconds' | 'ending'>,
): OmittedAlternate[] =>
  requested.flatMap((alternate) => {
    const { durationSeconds, ending } = intent;
    // The recipe says whether a cut would be the same; the intent, whether it fits.
    const reason = alternateIssue(alternate, { durationSeconds, ending });
    return reason === null ? [] : [{ alternate, reason }];
  });

/** An alternate that would equal the version. */
export const sameAsVersion = (alternate: Alternate): OmittedAlternate => ({
  alternate,
  reason:
    alternate === 'no-drums'
      ? 'no-drums needs drums, and this version has none'
      : `${alternate} would be the same as the version`,
});
