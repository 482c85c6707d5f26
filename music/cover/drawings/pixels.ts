import { gradient, rectangle, SIDE, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const COLUMNS = 32;
const CELL = SIDE / COLUMNS;
const CLOUD = ['.xxxx..', 'xxxxxxx', '.xxxxx.'] as const;
const COIN = ['.x.', 'xxx', 'xxx', '.x.'] as const;

/** A level to run through from left to right: the ground is as high as the music is loud, coins lie above it. */
export function drawPixels({ hue, minor, loudness, random, tempoBpm }: CoverMusic): string {
  const sky = [
    [0, colour(minor ? 0.24 : 0.66, 0.12, hue + 200)],
    [1, colour(minor ? 0.46 : 0.88, 0.09, hue + 240)],
  ] as const;
  const grass = colour(minor ? 0.58 : 0.74, 0.17, hue + 90);
  const earths = [0.42, 0.47].map((light) => colour(minor ? light - 0.12 : light, 0.09, hue + 20));
  const gold = colour(0.87, 0.16, 90);
  const white = colour(minor ? 0.66 : 0.98, 0.02, hue + 220);
  const cell = (x: number, y: number, fill: string): string =>
    rectangle([x * CELL, y * CELL, CELL + 1, CELL + 1], { fill });
  const stamp = (shape: readonly string[], x: number, y: number, fill: string): string =>
    shape
      .flatMap((row, j) =>
        [...row].map((mark, i) => (mark === 'x' ? cell(x + i, y + j, fill) : '')),
      )
      .join('');
  const heights = Array.from({ length: COLUMNS }, (_, x) =>
    Math.round(4 + 15 * loudness((x + 0.5) / COLUMNS) + random.between(-0.6, 0.6)),
  );
  const clouds = Array.from({ length: 4 }, (_, i) =>
    stamp(CLOUD, i * 8 + Math.floor(random.between(0, 3)), Math.floor(random.between(1, 6)), white),
  );
  const ground = heights.flatMap((height, x) =>
    Array.from({ length: height }, (_, up) =>
      cell(
        x,
        COLUMNS - 1 - up,
        up === height - 1
          ? grass
          : (earths[(x + up + Math.floor(random.between(0, 1.3))) % 2] ?? grass),
      ),
    ),
  );
  const every = tempoBpm > 140 ? 4 : 5;
  const coins = heights.flatMap((height, x) =>
    x % every === 2 && x < COLUMNS - 2 && random.chance(0.8)
      ? [stamp(COIN, x - 1, COLUMNS - Math.max(height, heights[x + 1] ?? 0) - 6, gold)]
      : [],
  );
  return svg(
    [gradient('linear', 'sky', sky)],
    rectangle([0, 0, SIDE, SIDE], { fill: 'url(#sky)' }),
    ...clouds,
    ...ground,
    ...coins,
  );
}
