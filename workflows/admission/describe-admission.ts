import type { AdmissionQueue } from '@fermata/domain/admission';
import { currentDetails } from '../current-details.ts';

/** Markdown for the Temporal UI: how many tracks are in production and how many wait. */
export function describeAdmission({ holding, limit, waitingCount }: AdmissionQueue): string {
  return currentDetails(`${holding.length} of ${limit} production slots in use`, [
    `${waitingCount} ${waitingCount === 1 ? 'track waits' : 'tracks wait'} for a slot.`,
    ...holding.map(({ trackId, projectId }) => `In production: \`${trackId}\` (\`${projectId}\`)`),
  ]);
}
