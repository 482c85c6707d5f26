import { circle, gradient, path, polygon, rectangle, SIDE, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const HOUSES = 11;
const FLOOR_HEIGHT = SIDE * 0.032;

/** Tower blocks at night, as high as the music is loud; a window is lit for each thing that sounds. */
export function drawBlocks({ hue, minor, loudness, random }: CoverMusic): string {
  const sky = [
    [0, colour(minor ? 0.2 : 0.32, 0.07, hue + 250)],
    [0.65, colour(minor ? 0.42 : 0.6, 0.12, hue + 320)],
    [1, colour(0.72, 0.15, hue + 20)],
  ] as const;
  const walls = [0.13, 0.17, 0.22].map((light) => colour(light, 0.035, hue + 250));
  const lit = colour(0.88, 0.14, hue + 50);
  const unlit = colour(0.27, 0.03, hue + 250);
  const moonX = SIDE * random.between(0.2, 0.8);
  const width = SIDE / HOUSES;
  const houses = Array.from({ length: HOUSES }, (_, house) => {
    const level = loudness((house + 0.5) / HOUSES);
    const floors = Math.round(6 + 17 * level * random.between(0.75, 1));
    const x = house * width;
    const top = SIDE - floors * FLOOR_HEIGHT - SIDE * 0.02;
    const columns = random.pick([3, 4]);
    const cell = width / columns;
    const windows = Array.from({ length: (floors - 1) * columns }, (_unused, index) =>
      rectangle(
        [
          x + cell * ((index % columns) + 0.24),
          top + FLOOR_HEIGHT * (Math.floor(index / columns) + 0.6),
          cell * 0.52,
          FLOOR_HEIGHT * 0.5,
        ],
        { fill: random.chance(0.1 + 0.45 * level) ? lit : unlit },
      ),
    );
    const mast = random.chance(0.3)
      ? rectangle([x + width * 0.46, top - SIDE * 0.05, SIDE * 0.005, SIDE * 0.05], {
          fill: walls[0] ?? unlit,
        })
      : '';
    return (
      mast +
      rectangle([x, top, width + 1, SIDE - top], { fill: random.pick(walls) }) +
      windows.join('')
    );
  });
  const road = path(
    polygon([
      [0, SIDE],
      [0, SIDE * 0.985],
      [SIDE, SIDE * 0.985],
      [SIDE, SIDE],
    ]),
    { fill: walls[0] ?? unlit },
  );
  return svg(
    [gradient('linear', 'sky', sky)],
    rectangle([0, 0, SIDE, SIDE], { fill: 'url(#sky)' }),
    circle(moonX, SIDE * 0.2, SIDE * 0.07, { fill: colour(0.95, 0.04, hue + 60) }),
    ...houses,
    road,
  );
}
