import { circle, gradient, group, path, polygon, rectangle, SIDE, svg } from '../canvas.ts';
import { colour, coolHue } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const SHARDS = 56;

/** Slanted strokes of the loudness that shoot past a disc. */
export function drawShards({ hue, loudness, random }: CoverMusic): string {
  const cool = coolHue(hue);
  const ground = colour(0.16, 0.045, cool);
  const acid = colour(0.86, 0.2, cool + 200);
  const cold = colour(0.64, 0.18, cool + 30);
  const pale = colour(0.95, 0.015, cool);
  const tilt = random.between(0.3, 0.5) * (random.chance(0.5) ? 1 : -1);
  const stroke = (index: number, side: number): string => {
    const place = (index + 0.5) / SHARDS;
    const level = loudness(place);
    const x = SIDE * (-0.2 + 1.4 * place);
    const width = (SIDE * 1.4 * random.between(0.3, 0.95)) / SHARDS;
    const middle = SIDE * (0.5 + random.between(-0.04, 0.04));
    const length = SIDE * (0.05 + 0.48 * level * random.between(0.45, 1)) * side;
    const lean = tilt * length;
    return path(
      polygon([
        [x, middle],
        [x + width, middle],
        [x + width + lean, middle - length],
        [x + lean, middle - length + 0.3 * width],
      ]),
      {
        fill: random.unit() < 0.2 ? acid : random.unit() < 0.3 ? cold : pale,
        'fill-opacity': String(Math.round(100 * (0.45 + 0.55 * level)) / 100),
      },
    );
  };
  const up = Array.from({ length: SHARDS }, (_, index) => stroke(index, 1));
  const down = Array.from({ length: SHARDS }, (_, index) => stroke(index, -0.8));
  const cx = SIDE * random.between(0.36, 0.64);
  const radius = SIDE * 0.25;
  return svg(
    [
      gradient('radial', 'glow', [
        [0, cold, 0.5],
        [1, cold, 0],
      ]),
      gradient('linear', 'disc', [
        [0, acid],
        [1, colour(0.62, 0.22, cool + 150)],
      ]),
    ],
    rectangle([0, 0, SIDE, SIDE], { fill: ground }),
    circle(cx, SIDE / 2, SIDE * 0.6, { fill: 'url(#glow)' }),
    group({}, ...down),
    circle(cx, SIDE * 0.47, radius, { fill: 'url(#disc)' }),
    group({}, ...up),
  );
}
