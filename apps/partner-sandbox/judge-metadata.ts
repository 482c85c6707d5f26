import type { Metadata } from './wire-metadata.ts';

export type MetadataIssue = { code: string; reason: string };

/** Whether the last digit of a UPC or EAN fits the others (GS1: weights 3 and 1 from the right). */
function hasRightCheckDigit(code: string): boolean {
  let sum = 0;
  for (let at = code.length - 1, weight = 1; at >= 0; at -= 1, weight = 4 - weight)
    sum += weight * Number(code[at]);
  return sum % 10 === 0;
}

/** The first mistake in the metadata, or null. `reused`: releases that already have its codes. */
export function judgeMetadata(
  { identifiers, language, explicit, pLine, cLine, recordings = [] }: Metadata,
  reused: {
    isrc: string | undefined;
    upc: string | undefined;
    /** Of each recording. */
    recordings: readonly (string | undefined)[];
  },
): MetadataIssue | null {
  const { isrc, upc } = identifiers ?? {};
  if (upc !== undefined && !hasRightCheckDigit(upc))
    return { code: 'bad-upc', reason: `The check digit of the UPC ${upc} is wrong.` };
  if (upc !== undefined && reused.upc !== undefined)
    return { code: 'upc-reused', reason: `The UPC ${upc} belongs to ${reused.upc}.` };
  if (isrc !== undefined && reused.isrc !== undefined)
    return {
      code: 'isrc-reused',
      reason: `The ISRC ${isrc} belongs to another recording, ${reused.isrc}.`,
    };
  const codes = recordings.flatMap((recording) => recording.isrc ?? []);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined)
    return { code: 'isrc-reused', reason: `Two recordings of the release have the ISRC ${twice}.` };
  const used = reused.recordings.findIndex((reference) => reference !== undefined);
  if (used !== -1)
    return {
      code: 'isrc-reused',
      reason: `The ISRC of recording ${used + 1} belongs to another recording, ${reused.recordings[used]}.`,
    };
  if (pLine !== undefined && !/^(℗|\(P\)) \d{4} \S/u.test(pLine))
    return { code: 'bad-p-line', reason: 'The ℗ line must be "℗", the year and the owner.' };
  if (cLine !== undefined && !/^(©|\(C\)) \d{4} \S/u.test(cLine))
    return { code: 'bad-c-line', reason: 'The © line must be "©", the year and the owner.' };
  return explicit === true && language === 'zxx'
    ? { code: 'explicit-without-words', reason: 'A recording without words cannot be explicit.' }
    : null;
}
