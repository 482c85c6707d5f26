import type { Intent } from '@fermata/contracts/values';
import type { Wish, WishContent } from '../reading/wish.ts';
import { playedStyles } from '../words/asked-style.ts';
import { sceneOf } from '../words/scenes.ts';
import { approximated, type Explanation, honoured, ignored, impossible } from './explanation.ts';

/** Style, mood, energy and what the music is for; null for anything else. */
export function explainCharacter(
  content: WishContent,
  polarity: Wish['polarity'],
  intent: Intent,
): Explanation | null {
  const isWanted = polarity === 'wanted';
  const { style, mood } = intent;
  switch (content.kind) {
    case 'style':
      if (content.style === style)
        return isWanted
          ? honoured(
              'style',
              style,
              content.weight >= 5 ? `the style is ${style}` : `it suits ${style}`,
            )
          : impossible('style', style, `${decidedBy(intent, 'style')} ${style}`);
      return isWanted
        ? ignored('style', style, `${decidedBy(intent, 'style')} ${style}`)
        : honoured('style', style, `the style is ${style}`);
    case 'genre': {
      const { near, includes } = content.genre;
      if (!isWanted)
        return [...near.slice(0, 1), ...includes].includes(style)
          ? impossible('style', style, `${decidedBy(intent, 'style')} ${style}`)
          : honoured('style', style, `the style is ${style}`);
      return near.includes(style)
        ? approximated('style', style, `no style plays this genre; ${style} comes near it`)
        : impossible(
            'style',
            style,
            `no style plays this genre; ${decidedBy(intent, 'style')} ${style}`,
          );
    }
    case 'substyle':
      return content.style === style && content.substyle === intent.substyle && isWanted
        ? honoured('substyle', content.substyle, `the kind of ${style} is ${content.substyle}`)
        : ignored('substyle', intent.substyle ?? null, `the music is another kind of ${style}`);
    case 'mood':
      if ((content.mood === mood) === isWanted)
        return honoured('mood', mood, `the mood is ${mood}`);
      return isWanted
        ? ignored('mood', mood, `a piece has one mood; ${decidedBy(intent, 'mood')} ${mood}`)
        : impossible('mood', mood, `${decidedBy(intent, 'mood')} ${mood}`);
    case 'energy':
      return intent.origins['energy'] === 'asked'
        ? ignored('energy', intent.energy, `the field energy decides: ${intent.energy}`)
        : intent.origins['energy'] === 'understood'
          ? explainEnergy((content.change === 'more') === isWanted, intent)
          : ignored('energy', intent.energy, `the energy stays at ${intent.energy}`);
    case 'scene': {
      if (!isWanted) return ignored('purpose', content.scene, 'it says what the music is not for');
      const scene = sceneOf(content.scene);
      if (playedStyles(scene.styles).includes(style))
        return honoured('style', style, `${style} suits it`);
      return scene.mood === mood
        ? honoured('mood', mood, `the mood ${mood} suits it`)
        : approximated(
            'purpose',
            content.scene,
            'it says what the music is for; style and mood come from other words',
          );
    }
    default:
      return null;
  }
}

const explainEnergy = (wantsMore: boolean, { energy, notes }: Intent): Explanation =>
  notes.some((note) => note.startsWith(`energy: ${wantsMore ? 'more' : 'less'} `))
    ? honoured('energy', energy, `the energy is ${energy}`)
    : ignored('energy', energy, `other words decide the energy: ${energy}`);

const decidedBy = ({ origins }: Intent, field: string): string =>
  origins[field] === 'asked' ? `the field ${field} decides:` : `other words decide the ${field}:`;
