import { type Instruction, readBody, signed, unsigned } from './wasm-code.ts';
import { readModule, withBody } from './wasm-module.ts';

const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const I32_CONST = 0x41;
const I32_ADD = 0x6a;
const END = 0x0b;
const LOADS: Readonly<Record<number, Kind>> = { 0x28: 'i32', 0x2a: 'f32' };
const STORES: Readonly<Record<number, Kind>> = { 0x36: 'i32', 0x38: 'f32' };
const TYPES = { i32: 0x7f, f32: 0x7d } as const;
type Kind = keyof typeof TYPES;
/**
 * `f32.const 1000000`: in `fermata.lib` it marks a `min` that only keeps Faust from rewriting a
 * formula; no signal comes near it.
 */
const OPAQUE_MARK = [0x43, 0x00, 0x24, 0x74, 0x49];
const F32_MIN = 0x96;
/**
 * `f32.const 1e-30`: state below this is cleared between blocks, well before it becomes a denormal
 * number, which CPUs process slowly.
 */
const FAINT = [0x43, 0x60, 0x42, 0xa2, 0x0d];

/**
 * A read or write of one word of a DSP's state: the instructions of its address and of the access.
 */
interface Access {
  readonly address: number;
  readonly at: number;
  readonly offset: number;
  readonly kind: Kind;
  readonly writes: boolean;
}
interface Extent {
  readonly from: number;
  readonly to: number;
}

/**
 * Faust's wasm keeps filter state in memory and moves it there at each sample. This makes `compute`
 * read those words once, work on locals (which the CPU holds in registers) and write them back once
 * a block. Results are identical to the last bit, except for inaudible state.
 * Delay lines, whose addresses are computed at run time, stay in memory.
 */
export function promoteToLocals(wasm: Uint8Array): Uint8Array {
  const module = readModule(wasm);
  const compute = module.body('compute');
  const code = readBody(compute.code, module.arity);
  const arrays = clearedArrays(
    readBody(module.body('instanceClear').code, module.arity).instructions,
  );
  const moving = movingPlaces(code.instructions, arrays);
  const accesses: Access[] = [];
  const barred = new Set<number>();
  for (const { address, at } of code.addresses) {
    const offset = code.instructions[address + 1]?.value ?? 0;
    const user = code.instructions[at];
    const load = user && LOADS[user.op];
    const store = user && STORES[user.op];
    const kind = load ?? store;
    if (!kind || user?.value !== 0) barred.add(offset);
    else accesses.push({ address, at, offset, kind, writes: store !== undefined });
  }
  const kinds = new Map<number, Kind>();
  for (const { offset, kind } of accesses) {
    if (kinds.has(offset) && kinds.get(offset) !== kind) barred.add(offset);
    kinds.set(offset, kind);
  }
  const promoted = [...kinds]
    .filter(
      ([offset]) =>
        !barred.has(offset) && !moving.some(({ from, to }) => offset >= from && offset < to),
    )
    .sort(([a], [b]) => a - b);
  const ordered = [
    ...promoted.filter(([, kind]) => kind === 'f32'),
    ...promoted.filter(([, kind]) => kind === 'i32'),
  ];
  const locals = new Map(ordered.map(([offset], i) => [offset, compute.locals + i]));

  const bytes: number[] = [];
  for (const [offset, kind] of ordered)
    bytes.push(
      ...address(offset),
      kind === 'f32' ? 0x2a : 0x28,
      2,
      0,
      LOCAL_SET,
      ...unsigned(locals.get(offset) ?? 0),
    );
  const gone = new Set<number>();
  const instead = new Map<number, readonly number[]>();
  const written = new Set<number>();
  for (const { address: first, at, offset, writes } of accesses) {
    const local = locals.get(offset);
    if (local === undefined) continue;
    for (let i = first; i < first + 3; i++) gone.add(i);
    instead.set(at, [writes ? LOCAL_SET : LOCAL_GET, ...unsigned(local)]);
    if (writes) written.add(offset);
  }
  code.instructions.forEach(({ op }, i) => {
    if (
      op === F32_MIN &&
      OPAQUE_MARK.every((byte, k) => code.instructions[i - 1]?.bytes[k] === byte)
    )
      gone.add(i - 1).add(i);
  });
  code.instructions.slice(0, -1).forEach(({ bytes: plain }, i) => {
    if (!gone.has(i)) bytes.push(...(instead.get(i) ?? plain));
  });
  for (const [offset, kind] of ordered) {
    const local = [LOCAL_GET, ...unsigned(locals.get(offset) ?? 0)];
    if (written.has(offset))
      bytes.push(
        ...address(offset),
        ...local,
        ...(kind === 'f32' ? [...orNothing(local), 0x38] : [0x36]),
        2,
        0,
      );
  }
  bytes.push(END);
  const added = (['f32', 'i32'] as const).map((kind) => ({
    count: promoted.filter(([, k]) => k === kind).length,
    type: TYPES[kind],
  }));
  return withBody(module, 'compute', added, Uint8Array.from(bytes));
}

/**
 * Instructions that put `local` on the stack, or 0 if it is below `FAINT`: `0; |local| > FAINT;
 * select`.
 */
const orNothing = (local: readonly number[]): number[] => [
  0x43,
  0,
  0,
  0,
  0,
  ...local,
  0x8b,
  ...FAINT,
  0x5e,
  0x1b,
];
const address = (offset: number): number[] => [LOCAL_GET, 0, I32_CONST, ...signed(offset), I32_ADD];

/** Finds the arrays that `instanceClear` walks over from their first word: base, then length. */
function clearedArrays(instructions: readonly Instruction[]): Extent[] {
  const arrays: Extent[] = [];
  let from: number | undefined;
  instructions.forEach(({ op, value }, i) => {
    const before = instructions[i - 1];
    const next = instructions[i + 1];
    if (op !== I32_CONST || value === undefined) return;
    if (before?.op === LOCAL_GET && before.value === 0 && next?.op === LOCAL_GET) from = value;
    else if (from !== undefined && next?.op === 0x48) {
      arrays.push({ from, to: from + 4 * value });
      from = undefined;
    }
  });
  return arrays;
}

/**
 * The arrays that `compute` addresses dynamically; if an array's length is unknown, all memory
 * after its base.
 */
function movingPlaces(instructions: readonly Instruction[], arrays: readonly Extent[]): Extent[] {
  return instructions.flatMap(({ op, value = 0 }, i) => {
    const before = instructions[i - 1];
    if (
      op !== I32_CONST ||
      before?.op !== LOCAL_GET ||
      before.value !== 0 ||
      instructions[i + 1]?.op === I32_ADD
    )
      return [];
    return [
      arrays.find(({ from, to }) => value >= from && value < to) ?? { from: value, to: Infinity },
    ];
  });
}
