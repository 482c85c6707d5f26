import { hasLeftProduction, type Stage } from '@fermata/contracts/values';

export type Command = 'pick' | 'hold' | 'resume' | 'cancel' | 'start';

/** The state of a track that determines which commands it accepts. */
export interface CommandFacts {
  readonly stage: Stage;
  readonly held: boolean;
  readonly cancelling: boolean;
}

/** The reason why a track refuses this command now, or null. */
export function commandIssue(
  command: Command,
  { stage, held, cancelling }: CommandFacts,
): string | null {
  if (hasLeftProduction(stage)) return `the track has ended (${stage})`;
  if (cancelling) return 'the track is being cancelled';
  switch (command) {
    case 'pick':
      return stage === 'picking'
        ? null
        : `a candidate can be picked only in stage picking, the track is in ${stage}`;
    case 'hold':
      return held ? 'the track is already held' : null;
    case 'resume':
      return held ? null : 'the track is not held';
    case 'cancel':
      return null;
    case 'start':
      if (stage === 'publishing') return 'the release has already started';
      if (stage !== 'approved')
        return `only an approved track can be released, the track is in ${stage}`;
      return held ? 'the track is held: resume it first' : null;
  }
}
