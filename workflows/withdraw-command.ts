/** In Markdown: takes a release down. `putTogether`: by a person; otherwise its track has started it. */
export const withdrawCommand = ({
  trackId,
  releaseId,
  putTogether,
}: {
  readonly trackId: string;
  readonly releaseId: string;
  readonly putTogether: boolean;
}): string =>
  putTogether
    ? `\`fermata release withdraw ${releaseId} --reason "…"\``
    : `\`fermata track withdraw ${trackId} --reason "…"\``;
