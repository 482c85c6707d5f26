import {
  Brief,
  canonicalSha256,
  PreviewPrompt,
  type PreviewWishes,
  type Take,
  type Variation,
} from '@fermata/contracts/values';

/**
 * The prompt of a request. By default its seed is derived, so that equal wishes give one preview; another length
 * of the track keeps the seed.
 */
export function promptFromWishes(wishes: PreviewWishes): PreviewPrompt {
  const { durationSeconds: _length, ...audible } = wishes;
  return PreviewPrompt.parse({
    ...wishes,
    seed: wishes.seed ?? Number.parseInt(canonicalSha256(audible).slice(0, 8), 16),
  });
}

/** The brief that the preview of a prompt interprets. */
export const briefFromPrompt = ({ takes: _takes, text, ...wishes }: PreviewPrompt): Brief =>
  Brief.parse({ ...wishes, text: text ?? wishes.style });

/** The prompt with one change. A varied part gets its next take. */
export function varyPrompt(prompt: PreviewPrompt, { part, ...changed }: Variation): PreviewPrompt {
  return PreviewPrompt.parse({
    ...prompt,
    ...changed,
    takes: part === undefined ? prompt.takes : withNextTake(prompt.takes, part),
  });
}

function withNextTake(takes: readonly Take[], part: NonNullable<Variation['part']>): Take[] {
  const ofPart = (take: Take): boolean => take.part === part && take.section === undefined;
  return [
    ...takes.filter((take) => !ofPart(take)),
    { part, take: (takes.find(ofPart)?.take ?? 0) + 1 },
  ];
}
