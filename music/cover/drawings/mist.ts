import { cos, sin } from '../../signal/deterministic-math.ts';
import {
  circle,
  gradient,
  group,
  path,
  type Point,
  rectangle,
  SIDE,
  smoothLine,
  svg,
} from '../canvas.ts';
import { colour, coolHue } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const RINGS = 34;

/** Thin rings in mist; once around is the whole track, and the loudness bends each ring. */
export function drawMist({ hue, minor, loudness, random }: CoverMusic): string {
  const cool = coolHue(hue);
  const dark = minor ? 0.2 : 0.34;
  const lights = [0, 1, 2].map((index) =>
    colour(0.72 - 0.05 * index, 0.14, cool + 60 * (index - 1)),
  );
  const clouds = lights.map((_light, index) =>
    circle(
      SIDE * random.between(0.15, 0.85),
      SIDE * random.between(0.15, 0.85),
      SIDE * random.between(0.5, 0.75),
      {
        fill: `url(#cloud${index})`,
      },
    ),
  );
  const turn = random.between(0, 2 * Math.PI);
  const rings = Array.from({ length: RINGS }, (_, ring) => {
    const depth = ring / (RINGS - 1);
    const radius = SIDE * (0.07 + 0.33 * depth);
    const points = Array.from({ length: 72 }, (_unused, index): Point => {
      const place = index / 72;
      // The ends of the track meet smoothly.
      const fade = Math.min(1, 8 * Math.min(place, 1 - place));
      const bend = 1 + fade * (loudness(place) - 0.4) * (0.1 + 0.42 * depth * depth);
      const angle = turn + 0.5 * depth + 2 * Math.PI * place;
      return [SIDE / 2 + radius * bend * cos(angle), SIDE / 2 + radius * bend * sin(angle)];
    });
    return path(smoothLine(points, true), {
      fill: 'none',
      stroke: colour(0.97 - 0.1 * depth, 0.03 + 0.06 * depth, cool + 70 * depth),
      'stroke-width': 9 - 4 * depth,
      'stroke-opacity': String(Math.round(100 * (0.95 - 0.6 * depth)) / 100),
    });
  });
  return svg(
    lights.map((light, index) =>
      gradient('radial', `cloud${index}`, [
        [0, light, 0.85],
        [0.5, light, 0.35],
        [1, light, 0],
      ]),
    ),
    rectangle([0, 0, SIDE, SIDE], { fill: colour(dark, 0.09, cool) }),
    ...clouds,
    group({}, ...rings),
  );
}
