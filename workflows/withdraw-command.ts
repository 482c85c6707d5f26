/** In Markdown: takes a release down. `createdByPerson`: otherwise its track has started it. */
export const withdrawCommand = ({
  trackId,
  releaseId,
  createdByPerson,
}: {
  readonly trackId: string;
  readonly releaseId: string;
  readonly createdByPerson: boolean;
}): string =>
  createdByPerson
    ? `\`fermata release withdraw ${releaseId} --reason "…"\``
    : `\`fermata track withdraw ${trackId} --reason "…"\``;
