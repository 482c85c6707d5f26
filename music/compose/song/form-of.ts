import type { Composition } from '@fermata/contracts/values';
import { Random } from '../../signal/random.ts';
import { STYLE_DEFINITIONS } from '../../styles/style-definitions.ts';
import { inSubstyle, substyleFor } from '../../styles/substyle.ts';
import { fitForm, type Form } from './fit-form.ts';

/** The form that a composition has with a seed, without composing it. */
export function formOf(composition: Composition, seed: number): Form {
  const style = STYLE_DEFINITIONS[composition.style];
  return fitForm(
    inSubstyle(style, substyleFor(style, composition)),
    composition,
    new Random(seed).fork('form'),
  );
}
