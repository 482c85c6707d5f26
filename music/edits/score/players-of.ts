import type { PartName, Recipe } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../../styles/style-definitions.ts';
import type { Player } from '../../styles/style-sound.ts';
import { inSubstyle, substyleFor } from '../../styles/substyle.ts';

/** The players that the style of a composition has for a part. */
export function playersOf(
  composition: Pick<Recipe['composition'], 'style' | 'substyle' | 'energy'>,
  part: PartName,
): readonly Player[] {
  const style = STYLE_DEFINITIONS[composition.style];
  const definition = inSubstyle(style, substyleFor(style, composition)).parts[part];
  return definition ? [definition, ...(definition.alternatives ?? [])] : [];
}
