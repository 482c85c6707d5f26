import { circle, gradient, path, polygon, rectangle, SIDE, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const RINGS = 22;
const MARGIN = 0.07;

/** A cabinet of four speakers; each shows a quarter of the track, a ring for each moment of it. */
export function drawSpeakers({ hue, minor, loudness, random }: CoverMusic): string {
  const ground = colour(minor ? 0.17 : 0.3, 0.05, hue + 30);
  const cloth = colour(minor ? 0.22 : 0.37, 0.05, hue + 30);
  const cone = colour(0.12, 0.02, hue + 30);
  const bright = colour(0.82, 0.17, hue);
  const pale = colour(0.94, 0.04, hue + 60);
  const size = (SIDE * (1 - 2 * MARGIN)) / 2;
  const lit = random.pick([0, 1, 2, 3]);
  const speakers = Array.from({ length: 4 }, (_, index) => {
    const cx = SIDE * MARGIN + size * ((index % 2) + 0.5);
    const cy = SIDE * MARGIN + size * (Math.floor(index / 2) + 0.5);
    const radius = size * 0.44;
    const rings = Array.from({ length: RINGS }, (_unused, ring) => {
      const level = loudness((index + (ring + 0.5) / RINGS) / 4);
      return circle(cx, cy, radius * (1 - ring / (RINGS + 2)), {
        fill: 'none',
        stroke: index === lit ? bright : pale,
        'stroke-width': (radius / RINGS) * (0.08 + 0.75 * level),
        'stroke-opacity': String(Math.round(100 * (0.25 + 0.75 * level)) / 100),
      });
    });
    return (
      circle(cx, cy, radius * 1.06, { fill: cone }) +
      rings.join('') +
      circle(cx, cy, radius * 0.16, { fill: index === lit ? 'url(#hot)' : cone })
    );
  });
  const threads = Array.from({ length: 60 }, (_, index) => {
    const x = (SIDE * index) / 60;
    return rectangle([x, 0, SIDE / 120, SIDE], { fill: cloth });
  });
  const lean = SIDE * random.between(0.12, 0.3);
  const slash = path(
    polygon([
      [SIDE * 0.5 - lean, SIDE],
      [SIDE * 0.5 - lean + SIDE * 0.035, SIDE],
      [SIDE * 0.5 + lean, 0],
      [SIDE * 0.5 + lean - SIDE * 0.035, 0],
    ]),
    { fill: bright, 'fill-opacity': '0.85' },
  );
  return svg(
    [
      gradient('radial', 'hot', [
        [0, pale],
        [1, bright],
      ]),
    ],
    rectangle([0, 0, SIDE, SIDE], { fill: ground }),
    ...threads,
    slash,
    ...speakers,
  );
}
