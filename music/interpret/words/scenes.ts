import type { Mood } from '@fermata/contracts/values';
import type { AskedStyle } from './asked-style.ts';

/** What the music is for. It decides only between styles and moods that the text does not name. */
interface Scene {
  readonly styles: readonly AskedStyle[];
  readonly mood?: Mood;
}

export const SCENES = {
  study: { styles: ['lo-fi'], mood: 'calm' },
  sleep: { styles: ['ambient'], mood: 'calm' },
  meditation: { styles: ['ambient'], mood: 'calm' },
  spa: { styles: ['ambient'], mood: 'calm' },
  nature: { styles: ['ambient', 'acoustic-folk'] },
  rain: { styles: ['lo-fi', 'ambient'] },
  coffee: { styles: ['lo-fi', 'jazz-trio'], mood: 'warm' },
  dinner: { styles: ['jazz-trio'], mood: 'warm' },
  bar: { styles: ['jazz-trio', 'house'] },
  drive: { styles: ['synthwave'] },
  night: { styles: [] },
  workout: { styles: ['synthwave', 'house'], mood: 'driving' },
  sport: { styles: ['drum-and-bass', 'synthwave'], mood: 'driving' },
  chase: { styles: ['synthwave', 'drum-and-bass'], mood: 'driving' },
  race: { styles: ['synthwave', 'drum-and-bass'], mood: 'driving' },
  party: { styles: ['house'], mood: 'happy' },
  trailer: { styles: ['cinematic'], mood: 'epic' },
  battle: { styles: ['cinematic'], mood: 'epic' },
  film: { styles: ['cinematic'] },
  documentary: { styles: ['cinematic'] },
  horror: { styles: ['cinematic'], mood: 'dark' },
  crime: { styles: ['cinematic'], mood: 'dark' },
  corporate: { styles: ['pop'], mood: 'happy' },
  advert: { styles: ['pop'] },
  technology: { styles: ['synthwave', 'techno'] },
  news: { styles: ['cinematic'], mood: 'driving' },
  podcast: { styles: [] },
  speech: { styles: [] },
  background: { styles: [] },
  video: { styles: [] },
  logo: { styles: [] },
  game: { styles: [] },
  cooking: { styles: [] },
  travel: { styles: [] },
  wedding: { styles: ['acoustic-folk', 'classical'], mood: 'warm' },
  love: { styles: [], mood: 'warm' },
  funeral: { styles: ['classical'], mood: 'sad' },
  christmas: { styles: ['classical', 'acoustic-folk'], mood: 'warm' },
  birthday: { styles: ['pop'], mood: 'happy' },
  children: { styles: ['pop', 'acoustic-folk'], mood: 'happy' },
  summer: { styles: ['pop', 'latin', 'house'], mood: 'happy' },
  winter: { styles: [] },
  morning: { styles: [], mood: 'warm' },
  space: { styles: ['ambient', 'synthwave'], mood: 'dreamy' },
  countryside: { styles: ['acoustic-folk'] },
  city: { styles: [] },
  fashion: { styles: ['house'] },
  street: { styles: ['hip-hop'] },
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof SCENES;

export const sceneOf = (name: SceneName): Scene => SCENES[name];

export const SCENE_NAMES = Object.keys(SCENES).filter((name): name is SceneName =>
  Object.hasOwn(SCENES, name),
);
