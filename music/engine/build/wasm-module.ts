import { type Arity, leb, unsigned } from './wasm-code.ts';

interface Section {
  readonly id: number;
  readonly content: Uint8Array;
}
/**
 * `locals`: number of locals including parameters; `declared`: their declarations; `code`: the
 * instructions.
 */
interface Body {
  readonly locals: number;
  readonly declared: Uint8Array;
  readonly groups: number;
  readonly code: Uint8Array;
}
export interface WasmModule {
  readonly sections: readonly Section[];
  readonly arity: Arity;
  body(name: string): Body;
  place(name: string): number;
}

const HEADER = 8;

/** Parses a module as Faust writes it, whose imports are functions and one memory. */
export function readModule(wasm: Uint8Array): WasmModule {
  const sections: Section[] = [];
  for (let at = HEADER; at < wasm.length;) {
    const { value: size, end } = leb(wasm, at + 1);
    sections.push({ id: wasm[at] ?? 0, content: wasm.subarray(end, end + size) });
    at = end + size;
  }
  const content = (id: number): Uint8Array =>
    sections.find((section) => section.id === id)?.content ?? Uint8Array.of(0);
  const types = listOf(content(1), (bytes, at) => {
    const takes = leb(bytes, at + 1);
    const gives = leb(bytes, takes.end + takes.value);
    return { item: { takes: takes.value, gives: gives.value }, end: gives.end + gives.value };
  });
  const imported = listOf(content(2), (bytes, at) => {
    const kindAt = nameAt(bytes, nameAt(bytes, at).end).end;
    if (bytes[kindAt] === 0)
      return { item: [leb(bytes, kindAt + 1).value], end: leb(bytes, kindAt + 1).end };
    if (bytes[kindAt] !== 2)
      throw new RangeError(
        'compiled Faust code imports something other than functions and a memory',
      );
    const least = leb(bytes, kindAt + 2);
    return { item: [], end: bytes[kindAt + 1] === 1 ? leb(bytes, least.end).end : least.end };
  }).flat();
  const own = listOf(content(3), (bytes, at) => ({
    item: leb(bytes, at).value,
    end: leb(bytes, at).end,
  }));
  const functions = [...imported, ...own];
  const exported = new Map(
    listOf(content(7), (bytes, at) => {
      const { name, end } = nameAt(bytes, at);
      const index = leb(bytes, end + 1);
      return { item: [name, index.value] as const, end: index.end };
    }),
  );
  const bodies = bodiesOf(content(10));
  const arity: Arity = (index) => types[functions[index] ?? -1] ?? { takes: 0, gives: 0 };
  const place = (name: string): number => {
    const index = exported.get(name);
    if (index === undefined)
      throw new RangeError(`compiled Faust code exports no function "${name}"`);
    return index - imported.length;
  };
  return {
    sections,
    arity,
    place,
    body(name) {
      const bytes = bodies[place(name)] ?? new Uint8Array();
      let locals = arity(place(name) + imported.length).takes;
      const groups = leb(bytes, 0);
      let at = groups.end;
      for (let i = 0; i < groups.value; i++) {
        const count = leb(bytes, at);
        locals += count.value;
        at = count.end + 1;
      }
      return {
        locals,
        groups: groups.value,
        declared: bytes.subarray(groups.end, at),
        code: bytes.subarray(at),
      };
    },
  };
}

/** The same module with new code and more locals in one function. */
export function withBody(
  module: WasmModule,
  name: string,
  more: readonly { readonly count: number; readonly type: number }[],
  code: Uint8Array,
): Uint8Array {
  const { groups, declared } = module.body(name);
  const body = Buffer.concat([
    Uint8Array.from(unsigned(groups + more.length)),
    declared,
    Uint8Array.from(more.flatMap(({ count, type }) => [...unsigned(count), type])),
    code,
  ]);
  const replaced = module.sections.map(({ id, content }) => {
    if (id !== 10) return { id, content };
    const bodies = bodiesOf(content).map((plain, i) => (i === module.place(name) ? body : plain));
    return {
      id,
      content: Buffer.concat([
        Uint8Array.from(unsigned(bodies.length)),
        ...bodies.flatMap((each) => [Uint8Array.from(unsigned(each.length)), each]),
      ]),
    };
  });
  const header = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  return Buffer.concat([
    header,
    ...replaced.flatMap(({ id, content }) => [
      Uint8Array.from([id, ...unsigned(content.length)]),
      content,
    ]),
  ]);
}

function bodiesOf(content: Uint8Array): Uint8Array[] {
  return listOf(content, (bytes, at) => {
    const size = leb(bytes, at);
    return { item: bytes.subarray(size.end, size.end + size.value), end: size.end + size.value };
  });
}

function listOf<Item>(
  bytes: Uint8Array,
  read: (bytes: Uint8Array, at: number) => { item: Item; end: number },
): Item[] {
  const { value: count, end } = leb(bytes, 0);
  const items: Item[] = [];
  for (let i = 0, at = end; i < count; i++) {
    const { item, end: next } = read(bytes, at);
    items.push(item);
    at = next;
  }
  return items;
}

function nameAt(bytes: Uint8Array, at: number): { name: string; end: number } {
  const size = leb(bytes, at);
  return {
    name: new TextDecoder().decode(bytes.subarray(size.end, size.end + size.value)),
    end: size.end + size.value,
  };
}
