import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import { type VersionRow, versionTable } from './version-row.ts';

/** The results, measurements and decisions of each version of a track. */
export function projectVersion(event: NewEvent, { trackId }: Subject): Change[] {
  if (trackId === null) return [];
  const fields = fieldsOf(event);
  if (fields === null) return [];
  const { version, ...set } = fields;
  return [versionTable.put({ trackId, version }, { projectId: event.projectId, ...set })];
}

function fieldsOf(event: NewEvent): ({ version: number } & Partial<VersionRow>) | null {
  switch (event.type) {
    case 'plan.made':
      return { version: event.data.version };
    case 'candidate.picked':
      return { version: event.data.version, recipeId: event.data.recipeId };
    case 'intent.interpreted':
    case 'stems.rendered':
    case 'audio.judged':
    case 'alternates.made': {
      const { version, ...document } = event.data;
      return { version, document };
    }
    case 'mix.made': {
      const { version, ...mix } = event.data;
      return { version, document: { mix } };
    }
    case 'master.made': {
      const { version, ...master } = event.data;
      return { version, document: { master } };
    }
    case 'track.enriched': {
      const { version, title, ...document } = event.data;
      return { version, title, document };
    }
    case 'version.completed': {
      const { version, title, recipeId, ...document } = event.data;
      return { version, title, recipeId, document };
    }
    case 'policy.decided':
      return { version: event.data.version, document: { policy: event.data.decision } };
    default:
      return null;
  }
}
