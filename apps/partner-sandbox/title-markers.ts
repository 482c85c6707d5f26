import type { InjectedFault, Switches } from './switches.ts';

const findMarker = (title: string, name: string): { seconds: number | undefined } | undefined => {
  const match = new RegExp(`\\[${name}(?: (\\d{1,4}))?\\]`, 'i').exec(title);
  return match ? { seconds: match[1] === undefined ? undefined : Number(match[1]) } : undefined;
};

/** Switches for one track. A title marker overrides the global switch, so tests can run in parallel. */
export function switchesForTitle(title: string, switches: Switches): Switches {
  const slow = findMarker(title, 'slow');
  const changesMind = findMarker(title, 'changes-mind');
  return {
    ...switches,
    ...(findMarker(title, 'needs-fix') ? { answer: 'needs-fix' as const } : {}),
    ...(findMarker(title, 'reject') ? { answer: 'reject' as const } : {}),
    ...(findMarker(title, 'silent') ? { answer: 'never' as const } : {}),
    ...(slow ? { answerDelayMs: (slow.seconds ?? 3) * 1000 } : {}),
    ...(changesMind ? { rejectAfterAcceptMs: (changesMind.seconds ?? 1) * 1000 } : {}),
    ...(findMarker(title, 'stuck') ? { takedownDelayMs: null } : {}),
    ...(findMarker(title, 'twice') ? { webhookTwice: 'same-id' as const } : {}),
    ...(findMarker(title, 'reorder') ? { reorder: true } : {}),
    ...(findMarker(title, 'mute') ? { loseWebhooks: true } : {}),
  };
}

/** The fault for the first request of each step of a track with this title. */
export function injectedFaultForTitle(
  title: string,
): Omit<InjectedFault, 'on' | 'times'> | undefined {
  const kinds = [
    ['error', 'error'],
    ['lost', 'lost'],
    ['hang-up', 'hang-up'],
    ['busy', 'busy'],
  ] as const;
  for (const [marker, kind] of kinds) {
    const parsed = findMarker(title, marker);
    if (parsed) return { kind, retryAfterSeconds: parsed.seconds ?? 1, delayMs: 0 };
  }
  return undefined;
}
