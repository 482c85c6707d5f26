import { GRAMMAR_KINDS, type Meaning } from './meaning.ts';
import { phraseWords, type Token } from './tokenize.ts';

interface Node {
  readonly words: Map<string, Node>;
  /** By the beginning of a word, for words with `*`. */
  readonly prefixes: Map<string, Node>;
  /** The first letters of the prefixes: most words begin with none of them. */
  readonly starts: Set<string>;
  readonly meanings: Meaning[];
  /** Of another language: they count unless the word shapes sentences in the language of the text. */
  readonly foreign: Meaning[];
}

const createNode = (): Node => ({
  words: new Map(),
  prefixes: new Map(),
  starts: new Set(),
  meanings: [],
  foreign: [],
});

/** What may stand between the words of one phrase. */
const INNER_GAP = /^[\s\-–—/_+’']{0,3}$/u;
const SHORTEST_PREFIX = 2;

export interface LexiconMatch {
  /** The number of tokens. */
  readonly length: number;
  readonly meanings: readonly Meaning[];
}

/** By token: the phrase that begins there. */
export type Phrases = readonly (LexiconMatch | undefined)[];

/** Takes phrases with their meanings. */
export type WordSink = Pick<Lexicon, 'add'>;

/** Phrases and their meanings. Finds the longest phrase at a place of a text. */
export class Lexicon {
  readonly #root = createNode();

  /** `words`: phrases with `|` between them. */
  add(words: string | undefined, meaning: Meaning): void {
    this.#add(words, meaning, 'meanings');
  }

  /** Words of another language than the text. */
  addForeign(words: string | undefined, meaning: Meaning): void {
    this.#add(words, meaning, 'foreign');
  }

  #add(words: string | undefined, meaning: Meaning, to: 'meanings' | 'foreign'): void {
    for (const phrase of words?.split('|') ?? []) {
      let node = this.#root;
      const parts = phraseWords(phrase);
      if (parts.length === 0) continue;
      for (const part of parts) {
        const isPrefix = part.endsWith('*');
        if (isPrefix) node.starts.add(part.slice(0, SHORTEST_PREFIX));
        const children = isPrefix ? node.prefixes : node.words;
        const key = isPrefix ? part.slice(0, -1) : part;
        let child = children.get(key);
        if (!child) children.set(key, (child = createNode()));
        node = child;
      }
      // Two spellings may be the same words: "hip-hop", "hip hop".
      if (!node[to].includes(meaning)) node[to].push(meaning);
    }
  }

  /** The longest phrase at each token of a text. */
  phrasesOf(tokens: readonly Token[]): Phrases {
    return tokens.map((_, at) => this.longestAt(tokens, at));
  }

  /** The longest phrase that begins at this token, with all its meanings. */
  longestAt(tokens: readonly Token[], from: number): LexiconMatch | undefined {
    let nodes: Node[] = [this.#root];
    let best: LexiconMatch | undefined;
    for (let at = from; at < tokens.length && nodes.length > 0; at++) {
      const token = tokens[at];
      if (!token || (at > from && !INNER_GAP.test(token.gap))) break;
      nodes = nodes.flatMap((node) => childrenOf(node, token.word));
      const meanings = meaningsOf(nodes);
      if (meanings.length > 0) best = { length: at - from + 1, meanings };
    }
    return best;
  }
}

/**
 * "sea" is the Spanish "be" in a Spanish text, and not the sea; "fast" is the German "almost"; "no" is the Portuguese
 * "in the".
 */
function meaningsOf(nodes: readonly Node[]): Meaning[] {
  const own = nodes.flatMap(({ meanings }) => meanings);
  const foreign = nodes.flatMap((node) => node.foreign);
  const isGrammar = ({ kind }: Meaning): boolean => GRAMMAR_KINDS.has(kind);
  return [
    ...own,
    ...(own.length > 0 && own.every(isGrammar)
      ? foreign.filter((meaning) => isGrammar(meaning) && meaning.kind !== 'not')
      : foreign),
  ];
}

function childrenOf(node: Node, word: string): Node[] {
  const children: Node[] = [];
  const exact = node.words.get(word);
  if (exact) children.push(exact);
  if (node.starts.has(word.slice(0, SHORTEST_PREFIX)))
    for (let length = word.length; length >= SHORTEST_PREFIX; length--) {
      const child = node.prefixes.get(word.slice(0, length));
      if (child) children.push(child);
    }
  return children;
}
