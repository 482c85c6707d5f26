import { PREVIEW_MEDIA_TYPE } from '@fermata/contracts/http';

interface MediaRange {
  readonly name: string;
  readonly quality: number;
}

const QUALITY_PARAMETER = /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/i;
/** How exactly a range may name a media type, the most exact first (RFC 9110, 12.5.1). */
const matchingNames = (mediaType: string): readonly string[] => [
  mediaType,
  mediaType.replace(/\/.*/, '/*'),
  '*/*',
];

/**
 * Whether `Accept` asks for the WAV itself: it must name audio and must not prefer JSON. No header, or one that only
 * accepts anything, gets JSON. Of our own, because `negotiator` would take a wildcard as a wish for audio.
 */
export function prefersAudio(accept: string | undefined): boolean {
  const ranges = (accept ?? '').split(',').map(parseMediaRange);
  const audio = findRange(ranges, PREVIEW_MEDIA_TYPE);
  const json = findRange(ranges, 'application/json');
  return (
    audio !== undefined &&
    audio.name !== '*/*' &&
    audio.quality > 0 &&
    audio.quality >= (json?.quality ?? 0)
  );
}

function parseMediaRange(range: string): MediaRange {
  const [name = '', ...parameters] = range.split(';');
  const quality = parameters
    .map((parameter) => QUALITY_PARAMETER.exec(parameter)?.[1])
    .find((found) => found !== undefined);
  return { name: name.trim().toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
}

const findRange = (ranges: readonly MediaRange[], mediaType: string): MediaRange | undefined =>
  matchingNames(mediaType)
    .map((name) => ranges.find((range) => range.name === name))
    .find((found) => found !== undefined);
