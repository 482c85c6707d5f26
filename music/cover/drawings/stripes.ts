import { path, type Point, rectangle, SIDE, smoothLine, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const STRIPES = 6;
const STEPS = 24;

/** Stripes of the seventies that turn upwards together, wider where the music is louder. */
export function drawStripes({ hue, minor, loudness, random }: CoverMusic): string {
  const warm = 20 + (hue / 360) * 50;
  const ground = minor ? colour(0.2, 0.04, warm + 10) : colour(0.93, 0.05, warm + 55);
  const start = SIDE * random.between(0.5, 0.62);
  const rise = SIDE * random.between(0.16, 0.26);
  const waves = random.between(0.8, 1.4);
  const shift = random.unit();
  // The upper edge of stripe n at a place; all stripes share one wave.
  const edge = (stripe: number, place: number): Point => {
    const width = SIDE * (0.028 + 0.062 * loudness(place));
    const wave = Math.abs(((place * waves + shift) % 1) * 2 - 1);
    const smooth = wave * wave * (3 - 2 * wave);
    return [
      SIDE * (place * 1.1 - 0.05),
      start + rise * (0.5 - smooth) - SIDE * 0.22 * place + (stripe - STRIPES / 2) * width,
    ];
  };
  const places = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  const stripes = Array.from({ length: STRIPES }, (_, stripe) => {
    const above = smoothLine(places.map((place) => edge(stripe, place)));
    const below = smoothLine([...places].reverse().map((place) => edge(stripe + 1, place)));
    return path(`${above}L${below.slice(1)}Z`, {
      fill: colour(0.42 + 0.075 * stripe, 0.17 - 0.008 * stripe, warm - 15 + 15 * stripe),
    });
  });
  return svg([], rectangle([0, 0, SIDE, SIDE], { fill: ground }), ...stripes);
}
