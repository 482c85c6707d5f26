/**
 * One instruction: its opcode, its bytes, and its first number (a local, a constant or a memory
 * offset) if it has one.
 */
export interface Instruction {
  readonly op: number;
  readonly value?: number;
  readonly bytes: Uint8Array;
}
/**
 * `address`: the first of the three instructions `state + constant`; `at`: the instruction that
 * uses the sum.
 */
export interface AddressUse {
  readonly address: number;
  readonly at: number;
}
/** The number of parameters and results of a function, by its index. */
export type Arity = (index: number) => { readonly takes: number; readonly gives: number };

const VOID = 0x40;

/**
 * Parses a function body with the instructions that Faust emits: structured numeric code. Throws on
 * any other.
 */
export function readBody(
  code: Uint8Array,
  arity: Arity,
): { instructions: Instruction[]; addresses: AddressUse[] } {
  const instructions: Instruction[] = [];
  const addresses: AddressUse[] = [];
  // For each value on the stack: the instruction where it starts if it is an address, otherwise
  // -1.
  const stack: number[] = [];
  const blocks: { readonly height: number; readonly gives: number }[] = [];
  for (let at = 0; at < code.length;) {
    const instruction = instructionAt(code, at);
    at += instruction.bytes.length;
    const i = instructions.push(instruction) - 1;
    const { op, value = 0 } = instruction;
    const take = (count: number): void => {
      for (let k = 0; k < count; k++) {
        const address = stack.pop() ?? -1;
        if (address >= 0) addresses.push({ address, at: i });
      }
    };
    if (op === 0x02 || op === 0x03 || op === 0x04) {
      if (op === 0x04) take(1);
      blocks.push({ height: stack.length, gives: code[at - 1] === VOID ? 0 : 1 });
      continue;
    }
    if (op === 0x05 || op === 0x0b) {
      const block = op === 0x0b ? blocks.pop() : blocks.at(-1);
      if (!block) continue;
      if (stack.length > block.height) take(stack.length - block.height);
      if (op === 0x0b && block.gives > 0) stack.push(-1);
      continue;
    }
    const { takes, gives } = op === 0x10 ? arity(value) : effectOf(op);
    const [before, first] = [instructions[i - 1], instructions[i - 2]];
    const isAddress = op === 0x6a && before?.op === 0x41 && first?.op === 0x20 && first.value === 0;
    if (isAddress) stack.length -= 2;
    else take(takes);
    if (gives > 0) stack.push(isAddress ? i - 2 : -1);
  }
  return { instructions, addresses };
}

function instructionAt(code: Uint8Array, at: number): Instruction {
  const op = code[at] ?? 0;
  const number = (from: number): { value: number; end: number } => leb(code, from, op === 0x41);
  const instruction = (end: number, value?: number): Instruction => ({
    op,
    bytes: code.subarray(at, end),
    ...(value === undefined ? {} : { value }),
  });
  if (op >= 0x02 && op <= 0x04) return instruction(at + 2);
  if (op === 0x0c || op === 0x0d || op === 0x10 || (op >= 0x20 && op <= 0x24) || op === 0x41) {
    const { value, end } = number(at + 1);
    return instruction(end, value);
  }
  if (op >= 0x28 && op <= 0x3e) {
    const { value, end } = number(number(at + 1).end);
    return instruction(end, value);
  }
  if (op === 0x43) return instruction(at + 5);
  if (op === 0x44) return instruction(at + 9);
  return instruction(at + 1);
}

/** How many values a non-block instruction pops and pushes. */
function effectOf(op: number): { takes: number; gives: number } {
  if (op === 0x20 || op === 0x23 || op === 0x41 || op === 0x43 || op === 0x44)
    return { takes: 0, gives: 1 };
  if (op === 0x21 || op === 0x24 || op === 0x1a || op === 0x0d) return { takes: 1, gives: 0 };
  if (op === 0x0c || op === 0x01) return { takes: 0, gives: 0 };
  if (op === 0x1b) return { takes: 3, gives: 1 };
  if (op === 0x22 || (op >= 0x28 && op <= 0x35)) return { takes: 1, gives: 1 };
  if (op >= 0x36 && op <= 0x3e) return { takes: 2, gives: 0 };
  const one =
    op === 0x45 ||
    op === 0x50 ||
    (op >= 0x67 && op <= 0x69) ||
    (op >= 0x79 && op <= 0x7b) ||
    (op >= 0x8b && op <= 0x91) ||
    (op >= 0x99 && op <= 0x9f) ||
    (op >= 0xa7 && op <= 0xbf);
  if (one) return { takes: 1, gives: 1 };
  if (op >= 0x46 && op <= 0xa6) return { takes: 2, gives: 1 };
  throw new RangeError(
    `compiled Faust code has the instruction 0x${op.toString(16)}, which this build does not support`,
  );
}

/** Decodes a LEB128 number. */
export function leb(bytes: Uint8Array, at: number, signed = false): { value: number; end: number } {
  let value = 0;
  let shift = 0;
  for (let end = at; ;) {
    const byte = bytes[end++] ?? 0;
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if ((byte & 0x80) !== 0) continue;
    if (signed && shift < 32 && (byte & 0x40) !== 0) value |= -1 << shift;
    return { value: signed ? value : value >>> 0, end };
  }
}

/** Encodes an unsigned number as LEB128. */
export function unsigned(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >>> 7;
  return rest === 0 ? [low] : [low | 0x80, ...unsigned(rest)];
}

export function signed(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  return (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
    ? [low]
    : [low | 0x80, ...signed(rest)];
}
