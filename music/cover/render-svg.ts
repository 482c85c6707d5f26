import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** Inserted by the engine build: the renderer's WebAssembly in base64. */
declare const FERMATA_RESVG: string;

let renderer: Promise<void> | undefined;

/** The SVG as a square PNG of `side` pixels, the same bytes on every machine. It has no fonts. */
export async function renderSvg(svg: string, side: number): Promise<Uint8Array> {
  renderer ??= initWasm(Buffer.from(FERMATA_RESVG, 'base64'));
  await renderer;
  const drawing = new Resvg(svg, { fitTo: { mode: 'width', value: side } });
  const image = drawing.render();
  try {
    return image.asPng();
  } finally {
    image.free();
    drawing.free();
  }
}
