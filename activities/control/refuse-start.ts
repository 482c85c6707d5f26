import type { NewEvent } from '@fermata/contracts/events';
import { SYSTEM_ACTOR } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import { callingWorkflow } from '../calling-workflow.ts';
import { notAuthorised } from '../not-authorised.ts';

/** Refusals of one type that a project's stream takes in 24 hours; events are permanent. */
const REFUSALS_PER_DAY = 100;

type Refusal = Extract<
  NewEvent,
  { type: `${'track' | 'release' | 'amendment' | 'withdrawal'}.refused` }
>;
export type RefusalEntry = {
  [T in Refusal['type']]: Pick<Extract<Refusal, { type: T }>, 'type' | 'data'>;
}[Refusal['type']];

export interface RefusalDeps {
  readonly authority: Pick<Catalogue['authority'], 'knowsProject'>;
  readonly events: Pick<Catalogue['events'], 'appendNextOnce'>;
}

/**
 * Records that the calling workflow may not start, and throws NotAuthorisedError. The refusal is in the project's
 * stream, once for each workflow id: the stream of the track or release stays free for the real one.
 */
export async function refuseStart(
  { authority, events }: RefusalDeps,
  projectId: string,
  refusal: RefusalEntry,
): Promise<never> {
  // The input may name any project, and so must not make streams.
  if (await authority.knowsProject(projectId))
    await events.appendNextOnce(
      {
        projectId,
        stream: `project/${projectId}`,
        occurredAt: new Date().toISOString(),
        actor: SYSTEM_ACTOR,
        ...callingWorkflow(),
        ...refusal,
      },
      REFUSALS_PER_DAY,
    );
  throw notAuthorised(refusal.data.detail);
}
