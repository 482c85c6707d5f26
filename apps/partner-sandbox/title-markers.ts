import type { Fault, Switches } from './switches.ts';

const find = (title: string, name: string): { seconds: number | undefined } | undefined => {
  const match = new RegExp(`\\[${name}(?: (\\d{1,4}))?\\]`, 'i').exec(title);
  return match ? { seconds: match[1] === undefined ? undefined : Number(match[1]) } : undefined;
};

/** The switches for one track: a marker in its title is stronger than the switch for all, so that tests may run side by side. */
export function switchesForTitle(title: string, switches: Switches): Switches {
  const slow = find(title, 'slow');
  const changesMind = find(title, 'changes-mind');
  return {
    ...switches,
    ...(find(title, 'reject') ? { answer: 'reject' as const } : {}),
    ...(find(title, 'silent') ? { answer: 'never' as const } : {}),
    ...(slow ? { answerDelayMs: (slow.seconds ?? 3) * 1000 } : {}),
    ...(changesMind ? { rejectAfterAcceptMs: (changesMind.seconds ?? 1) * 1000 } : {}),
    ...(find(title, 'stuck') ? { takedownDelayMs: null } : {}),
    ...(find(title, 'twice') ? { webhookTwice: 'same-id' as const } : {}),
    ...(find(title, 'reorder') ? { reorder: true } : {}),
    ...(find(title, 'mute') ? { loseWebhooks: true } : {}),
  };
}

/** What goes wrong with the first request of each step of a track with this title. */
export function faultForTitle(title: string): Omit<Fault, 'on' | 'times'> | undefined {
  const kinds = [
    ['error', 'error'],
    ['lost', 'lost'],
    ['drop', 'drop'],
    ['busy', 'busy'],
  ] as const;
  for (const [marker, kind] of kinds) {
    const found = find(title, marker);
    if (found) return { kind, retryAfterSeconds: found.seconds ?? 1, delayMs: 0 };
  }
  return undefined;
}
