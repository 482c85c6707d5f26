import type { Intent } from '@fermata/contracts/values';
import type { Wish, WishContent } from '../reading/wish.ts';
import { explainCharacter } from './explain-character.ts';
import { explainFigure } from './explain-figure.ts';
import { explainForm } from './explain-form.ts';
import { explainSound } from './explain-sound.ts';
import { type Explanation, honoured, ignored, impossible } from './explanation.ts';

/** What the intent makes of one meaning of a wish. */
export function explainContent(
  content: WishContent,
  { polarity }: Wish,
  intent: Intent,
): Explanation {
  return (
    explainCharacter(content, polarity, intent) ??
    explainFigure(content, polarity, intent) ??
    explainForm(content, polarity, intent) ??
    explainSound(content, polarity, intent) ??
    explainOther(content, polarity)
  );
}

function explainOther(content: WishContent, polarity: Wish['polarity']): Explanation {
  switch (content.kind) {
    case 'person':
      return impossible(
        'person',
        content.name ?? null,
        'no person, band or work is imitated; describe the sound in other words',
      );
    case 'words':
      return impossible('lyrics', null, 'no words are sung');
    case 'lyrics':
      return polarity === 'excluded'
        ? honoured('lyrics', null, 'no words are sung')
        : impossible('lyrics', null, 'no words are sung');
    case 'impossible':
      return polarity === 'excluded'
        ? honoured('other', null, `there is not ${content.wish}`)
        : impossible('other', null, `${content.wish} cannot be made`);
    case 'other length':
      return ignored('durationSeconds', null, 'it is the length of something else');
    case 'decade':
      return ignored('text', null, 'a decade alone does not change the music; name a style');
    case 'notMusic':
      return ignored('text', null, 'this says nothing about the music');
    default:
      return ignored('text', null, 'this is not understood');
  }
}
