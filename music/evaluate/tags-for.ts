import type { Intent } from '@fermata/contracts/values';

/** Search tags for a track, from the request and the measured audio. */
export function tagsFor(
  intent: Intent,
  figures: {
    readonly integratedLufs?: number;
    readonly durationSeconds?: number;
    readonly centroidHz?: number;
  } = {},
): string[] {
  const pace = intent.tempoBpm < 85 ? 'slow' : intent.tempoBpm < 115 ? 'mid-tempo' : 'fast';
  const force = intent.energy < 0.35 ? 'gentle' : intent.energy > 0.7 ? 'energetic' : 'steady';
  const tags = [
    intent.style,
    intent.mood,
    pace,
    force,
    `${Math.round(intent.tempoBpm)} bpm`,
    `${intent.key.tonic} ${intent.key.mode}`,
    'instrumental',
    ...intent.withoutParts.map((part) => `no ${part}`),
  ];
  if (figures.durationSeconds !== undefined && figures.durationSeconds <= 35) tags.push('short');
  if (figures.centroidHz !== undefined) tags.push(figures.centroidHz < 900 ? 'mellow' : 'bright');
  return [...new Set(tags)];
}
