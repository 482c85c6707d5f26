import type { Intent, Score } from '@fermata/contracts/values';

/**
 * Search tags for a track. Tempo, key, length and missing parts are those of the finished music:
 * the form may bend the tempo that the intent asks for. `durationSeconds`: of the master.
 */
export function tagsFor(
  intent: Intent,
  score: Pick<Score, 'tempoBpm' | 'metre' | 'key' | 'parts'>,
  { durationSeconds }: { readonly durationSeconds: number },
): string[] {
  const { tempoBpm, metre, key } = score;
  const pace = tempoBpm < 85 ? 'slow' : tempoBpm < 115 ? 'mid-tempo' : 'fast';
  const force = intent.energy < 0.35 ? 'gentle' : intent.energy > 0.7 ? 'energetic' : 'steady';
  const missing = intent.withoutParts.filter(
    (part) => !score.parts.some(({ name, notes }) => name === part && notes.length > 0),
  );
  const tags = [
    intent.style,
    intent.mood,
    pace,
    force,
    `${Math.round(tempoBpm)} bpm`,
    `${key.tonic} ${key.mode}`,
    ...(metre === undefined || metre === '4/4' ? [] : [metre]),
    'instrumental',
    ...missing.map((part) => `no ${part}`),
  ];
  if (durationSeconds <= 35) tags.push('short');
  return [...new Set(tags)];
}
