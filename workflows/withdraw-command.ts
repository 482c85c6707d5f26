/**
 * In Markdown: takes a release down. `createdByPerson`: otherwise its track has started it. `partner`: only there.
 */
export function withdrawCommand({
  trackId,
  releaseId,
  createdByPerson,
  partner,
}: {
  readonly trackId: string;
  readonly releaseId: string;
  readonly createdByPerson: boolean;
  readonly partner?: string;
}): string {
  const subject = createdByPerson ? `release withdraw ${releaseId}` : `track withdraw ${trackId}`;
  const where = partner === undefined ? '' : ` --partner ${partner}`;
  return `\`fermata ${subject}${where} --reason "…"\``;
}
