import {
  type AllowedAction,
  describeRecallSubject,
  FINAL_ERRORS,
  hasLeftProduction,
  type Intent,
  type NamedModel,
  type RecallAction,
  type RecallSubject,
  type Recipe,
  type Stage,
  STAGES_AFTER_PRODUCTION,
} from '@fermata/contracts/values';

/** A recall that was not lifted. */
export interface ActiveRecall {
  readonly recallId: string;
  readonly subject: RecallSubject;
  readonly reason: string;
}

/** What a recall can name: parts of a recipe, and the models that understood the brief. */
export interface MadeWith {
  readonly engine?: Pick<Recipe['engine'], 'sha256'>;
  readonly model?: NamedModel;
  readonly readers?: readonly NamedModel[];
}

/** The work was planned with something that is recalled. */
export class RecalledError extends Error {
  override readonly name = FINAL_ERRORS.recalled;
}

export const isMadeWith = (subject: RecallSubject, made: MadeWith): boolean =>
  subject.kind === 'engine'
    ? made.engine?.sha256 === subject.sha256
    : [...(made.model ? [made.model] : []), ...(made.readers ?? [])].some(
        ({ name, version }) => name === subject.name && version === subject.version,
      );

/** The models that understood a brief: the grammar, and those that read its other words. */
export const readersOf = ({ name, version, models = [] }: Intent['interpreter']): NamedModel[] => [
  { name, version },
  ...models,
];

/** The first recall that concerns one of them, or null. */
export const findRecall = (
  recalls: readonly ActiveRecall[],
  made: readonly MadeWith[],
): ActiveRecall | null =>
  recalls.find(({ subject }) => made.some((each) => isMadeWith(subject, each))) ?? null;

/** Why nothing that is made with the subject may be approved, released or planned. */
export const recallSentence = ({ recallId, subject, reason }: ActiveRecall): string =>
  `the ${describeRecallSubject(subject)} is recalled (${recallId}): ${reason}`;

/** Whether a person may not take this action while the engine or the model of the track is recalled. */
export const isRefusedByRecall = (action: AllowedAction): boolean =>
  action === 'approve' || action === 'start';

/** The stages of tracks that may have to be withdrawn. */
export const WITHDRAWABLE_STAGES: readonly Stage[] = STAGES_AFTER_PRODUCTION.filter(
  (stage) => stage !== 'withdrawn',
);

/** The effect of a recall on a track's own release. `offered`: a partner may have it; before that, it waits. */
export function recallAction({
  stage,
  offered,
}: {
  readonly stage: Stage;
  readonly offered: boolean;
}): RecallAction {
  if (stage === 'publishing') return offered ? 'stop-release' : 'refuse';
  if (!hasLeftProduction(stage)) return 'refuse';
  return offered && WITHDRAWABLE_STAGES.includes(stage) ? 'withdraw' : 'nothing';
}

/** The further releases of a track, which people have created: a partner may have one, or else one runs. */
export const FURTHER_RELEASES = ['offered', 'running', 'none'] as const;

export type FurtherReleases = (typeof FURTHER_RELEASES)[number];

/** The effect of a recall on a track with all its releases. */
export function recallActionOnTrack({
  further,
  ...own
}: Parameters<typeof recallAction>[0] & { readonly further: FurtherReleases }): RecallAction {
  const action = recallAction(own);
  if (action === 'withdraw' || further === 'offered') return 'withdraw';
  return further === 'running' ? 'stop-release' : action;
}
