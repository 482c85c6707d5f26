import type { NewEvent } from '@fermata/contracts/events';
import { type Change, put } from './change.ts';
import type { Rows } from './rows.ts';
import type { Subject } from './subject.ts';

/** The versions of a track: what was made, measured and decided for each. */
export function applyToVersion(event: NewEvent, { trackId }: Subject): Change[] {
  if (trackId === null) return [];
  const made = madeBy(event);
  if (made === null) return [];
  const { version, ...columns } = made;
  return [
    put(
      'version',
      { trackId, version },
      { projectId: event.projectId, updatedAt: event.occurredAt, ...columns },
    ),
  ];
}

function madeBy(event: NewEvent): ({ version: number } & Partial<Rows['version']>) | null {
  switch (event.type) {
    case 'intent.interpreted':
      return { version: event.data.version, intent: event.data.intent };
    case 'plan.made':
      return { version: event.data.version };
    case 'candidate.picked':
      return { version: event.data.version, recipeId: event.data.recipeId };
    case 'stems.rendered':
      return { version: event.data.version, stems: event.data.stems };
    case 'mix.made': {
      const { version, mix, figures, stemSumDeviationDbfs, report } = event.data;
      return { version, mix, mixFigures: figures, stemSumDeviationDbfs, mixReport: report ?? null };
    }
    case 'master.made': {
      const { version, master, figures, report } = event.data;
      return { version, master, masterFigures: figures, masterReport: report ?? null };
    }
    case 'audio.judged':
      return { version: event.data.version, findings: event.data.findings };
    case 'alternates.made':
      return { version: event.data.version, alternates: event.data.alternates };
    case 'track.enriched': {
      const { version, title, tags, files } = event.data;
      return { version, title, tags, files };
    }
    case 'version.completed': {
      const { version, versionSha256, recipeId, title, pcmSha256, aiDisclosure, credits } =
        event.data;
      return { version, versionSha256, recipeId, title, pcmSha256, aiDisclosure, credits };
    }
    case 'policy.decided':
      return { version: event.data.version, policy: event.data.decision };
    default:
      return null;
  }
}
